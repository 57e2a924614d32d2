"""What a district says in its own words: how things are done there, and answers to what many ask."""

from django.db import models
from django.db.models import Q

from balance.tenancy.models import OwnedForeignKey, OwnedModel
from budgets.choices import GuideAct
from budgets.models.structure import Purpose


class HowWeDoIt(OwnedModel):
    """How it is done here: of one purpose, or of one act. The text is the small Markdown of `balance.rich_text`."""

    purpose = OwnedForeignKey(Purpose, null=True, blank=True, related_name="+", db_index=False)
    act = models.CharField(max_length=20, choices=GuideAct, blank=True)
    text = models.TextField()

    class Meta(OwnedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "purpose"], name="how_once_per_purpose"),
            models.UniqueConstraint(fields=["district", "act"], condition=~Q(act=""), name="how_once_per_act"),
            models.CheckConstraint(
                condition=Q(purpose=None, act__in=GuideAct.values) | Q(purpose__isnull=False, act=""),
                name="how_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.act or f"purpose {self.purpose_id}"


class CommonQuestion(OwnedModel):
    """What many ask, and the answer. They stand under their heading, in the order of the structure file."""

    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=80)
    question = models.CharField(max_length=200)
    answer = models.TextField()

    class Meta(OwnedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["district", "question"], name="common_question_once")]

    def __str__(self) -> str:
        return self.question
