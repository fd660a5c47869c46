"""Words that say nothing about what a sentence is about: function words and fillers."""

from __future__ import annotations

from practice.matching.words import word_set

# Folded words, not stems: "thus" must not take "thu" with it. Negations stand here because
# practice.matching.negation reads them, not the weights.
STOP_WORDS = word_set(
    """
    a about above across actually all almost along also although always am among an and another
    any anyway are as at basically be because been being below beside besides between beyond both
    but by can cannot could did do does doing down during each either er etc even ever example for
    from had has have having he hello hence her here hers herself hey hi him himself his how
    however i if im in indeed instead into is it its itself ive just kind let like lot may maybe
    me mean might must my myself namely near neither never nevertheless no nobody none nor not
    nothing now nowhere of off often oh ok okay on one ones onto or otherwise ought our ours
    ourselves out over per perhaps please pretty quite rather really see seem seems shall she
    should so some somebody somehow someone something sometimes somewhat somewhere soon sort still
    such than thank thanks that the their theirs them themselves then there therefore these they
    this those though through throughout thus till to too toward towards uh um under unless up
    upon us very via was way ways we well went were what whatever when whenever where whereas
    wherever whether which while who whoever whole whom whose why will with within without would
    yeah yes yet you your yours yourself yourselves b c d e f g h j k l m n o p q r s t u v w x y
    z aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't needn't
    shan't shouldn't wasn't weren't won't wouldn't ain't arent cant couldnt didnt doesnt dont
    hadnt hasnt havent isnt shouldnt wasnt werent wont wouldnt i'd i'll i'm i've you'd you'll
    you're you've he'd he'll she'd she'll it'd it'll we'd we'll we're we've they'd they'll they're
    they've that'd that'll that's there's who'd who'll who're who've what's let's could've
    should've would've might've must've
    """
)
