"""The Editors group: people who keep the bank in admin, and see nothing that candidates wrote."""

from typing import Any

from django.contrib.auth.models import Group, Permission

GROUP_NAME = "Editors"
EDITED_MODELS = ("question", "keypoint", "mistake", "structurestep", "followup", "topic")


def set_up_editors(**kwargs: Any) -> Group:
    """Create the group with its permissions, or bring them up to date. Runs after every migrate.

    Editors retire questions and never delete them: what candidates practised stays theirs.
    """
    group, _ = Group.objects.get_or_create(name=GROUP_NAME)
    names = {
        f"{action}_{model}"
        for model in (*EDITED_MODELS, "import")
        for action in ("add", "change", "delete", "view")
    } - {"delete_question"}
    names |= {f"view_historical{model}" for model in EDITED_MODELS}
    group.permissions.set(
        Permission.objects.filter(content_type__app_label="questions", codename__in=names)
    )
    return group
