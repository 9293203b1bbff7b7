"""A sealed table and a fact table that exist only in tests, with a column of every kind."""
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from tongjian.trail.acts import act
from tongjian.trail.models import FactRow, IdField, SealedRow
from tongjian.trail.protection import protect, unprotect

with isolate_apps("tongjian.trail"):

    class Paper(SealedRow):
        title = models.CharField(max_length=50)
        folder = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
        pages = models.IntegerField(default=1)
        urgent = models.BooleanField(default=False)
        happened_on = models.DateField(null=True)
        received_at = models.DateTimeField(null=True)
        fee = models.DecimalField(max_digits=8, decimal_places=2, null=True)
        share = models.FloatField(null=True)
        marks = models.JSONField(null=True)
        stamped = models.BinaryField(null=True)

        class Meta:
            app_label = "trail"

    class Posting(FactRow):
        post = IdField()

        class Meta:
            app_label = "trail"

    class PostingBefore(FactRow):
        """The table of postings as an earlier release had it."""

        class Meta:
            app_label = "trail"
            db_table = "trail_posting"


@dataclass
class Person:
    """Clerk Lin may everything here, deputy Qiao in her county, outsider Shi nothing."""

    signature: str
    places: tuple[str, ...] = ()
    powers: tuple[str, ...] = field(default=("file_paper", "read_trail", "seal_trail"))

    def may(self, power, where):
        return power in self.powers and (where is None or where in self.places)


COUNTY, TOWNSHIP = "c" * 32, "d" * 32
LIN = Person("mandate:lin", (COUNTY, TOWNSHIP))
QIAO = Person("mandate:qiao", (COUNTY,))
SHI = Person("mandate:shi", (), ())


@act("paper.filed", needs="file_paper")
def file_paper(deed, **given):
    paper = Paper(**given)
    deed.record(paper)
    deed.about("paper:" + paper.id)
    return paper


@act("paper.withdrawn", needs="file_paper")
def withdraw(deed, *, papers):
    deed.note(count=deed.close(papers))


@act("papers.loaded", needs="file_paper")
def load_papers(deed, *, rows, batch=5000):
    return deed.record_many(Paper, rows, batch=batch)


@act("posting.made", needs="file_paper")
def make_posting(deed, *, post, valid_from, replaces=None):
    posting = Posting(post=post, valid_from=valid_from, fact=replaces.fact if replaces else "")
    if replaces:
        deed.close([replaces])
    deed.record(posting)
    return posting


def create(model):
    """Make the table of a model, protected, within the test's transaction."""
    editor = connection.schema_editor()
    editor.deferred_sql = []
    sql, parameters = editor.table_sql(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
    protect(model._meta.db_table)


@contextmanager
def tables():
    """The tables stand and are known to the verifier until the test's transaction is rolled back."""
    for model in (Paper, Posting):
        create(model)
        apps.register_model("trail", model)
    try:
        yield
    finally:
        for model in (Paper, Posting):
            del apps.all_models["trail"][model._meta.model_name]
        apps.clear_cache()


def tamper(table, sql, parameters=()):
    """Change a table behind the trail's back, as somebody with the database in hand could."""
    unprotect(table)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        changed = cursor.rowcount
    protect(table, frozen=table in ("trail_entry", "trail_salt"))
    assert changed > 0
