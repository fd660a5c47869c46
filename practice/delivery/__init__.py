"""Remarks on how an answer was said: its length, order, figures, wording. Rules, no model.

    from practice.delivery import Telling, report_delivery

    for remark in report_delivery(Telling("Um, we rolled back.", 60, 90, is_incident=True)):
        remark.tone, remark.title, remark.explanation, remark.spans

A remark points at the words it is about. It is no grade, and a rule says only what it saw: "found
no words of a result" is not "there was no result". No Django, no database, no network.
"""

from practice.delivery.figures import Figure, find_figures
from practice.delivery.reporting import report_delivery
from practice.delivery.telling import Remark, Telling, Tone

__all__ = ["Figure", "Remark", "Telling", "Tone", "find_figures", "report_delivery"]
