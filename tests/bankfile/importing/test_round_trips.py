"""Any bank: exported, wiped, imported through the whole pipeline, is the same bank."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, given, settings

from questions.bankfile.datatypes import Bank
from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.importing.confirming import confirm
from questions.bankfile.importing.deciding import decide_all
from questions.bankfile.importing.previewing import preview
from questions.bankfile.intake.gathering import read_uploads
from questions.bankfile.loading import load_bank
from questions.bankfile.writers.formats import FORMATS
from questions.bankfile.writers.packing import files_of
from questions.models import Decision, Outcome, Question, Topic
from tests.bankfile.generated import banks

READABLE = ("fixtures", "json", "markdown", "csv")


def exported(name: str, bank: Bank) -> list[tuple[str, bytes]]:
    return [(file, b"".join(content)) for file, content in files_of(FORMATS[name].write(bank))]


def take_in(files: list[tuple[str, bytes]]) -> list[str]:
    """Import everything, and return what became of each question."""
    found = read_uploads(files)
    assert [
        fault for fault in found.faults if "the same question stands at" not in str(fault)
    ] == []
    imported = preview(found)
    assert [item.errors for item in imported.items.exclude(errors=[])] == []
    decide_all(imported, Decision.ADD)
    confirm(imported)
    return list(imported.items.values_list("outcome", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("name", READABLE)
# Making a bank smaller until nothing else can go takes minutes of writing banks.
@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(bank=banks())
def test_export_wipe_import_gives_an_equal_bank(name: str, bank: Bank) -> None:
    assume(bank.questions)
    with transaction.atomic():
        load_bank(bank)
        before = stored_bank()
        files = exported(name, before)
        Question.objects.all().delete()
        Topic.objects.all().delete()
        take_in(files)
        assert stored_bank() == before
        assert set(take_in(files)) <= {Outcome.UNCHANGED}
        assert stored_bank() == before
        assert exported(name, stored_bank()) == files
        transaction.set_rollback(True)
