"""What a district says in its own words, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from budgets.api.answers import answers
from budgets.api.base import InDistrict
from budgets.queries.guidance import common_questions, helpers_of, texts


class HelperSerializer(serializers.Serializer[Any]):
    """Somebody of the budget office who helps the signed-in person."""

    name = serializers.CharField()
    title = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()


class HowSerializer(serializers.Serializer[Any]):
    """How one thing is done here: of a purpose, by its code, or of an act; the other of the two is empty."""

    purpose = serializers.CharField()
    act = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()


class CommonQuestionSerializer(serializers.Serializer[Any]):
    """What many ask, and the answer."""

    heading = serializers.CharField()
    question = serializers.CharField()
    answer = serializers.CharField()


class HelpSerializer(serializers.Serializer[Any]):
    """All of it. Texts are small Markdown."""

    district = serializers.CharField()
    office_email = serializers.CharField()
    office_phone = serializers.CharField()
    helpers = HelperSerializer(many=True)
    how_we_do_it = HowSerializer(many=True)
    common_questions = CommonQuestionSerializer(many=True)


class Help(InDistrict):
    """How it is done here, what many ask, and who helps: the texts of the help page."""

    @extend_schema(operation_id="help", responses=answers(HelpSerializer))
    def get(self, request: Request) -> Response:
        acts, purposes = texts()
        district = self.membership.district
        answer = {
            "district": district.slug,
            "office_email": district.office_email,
            "office_phone": district.office_phone,
            "helpers": helpers_of(self.membership, self.today),
            "how_we_do_it": [
                *({"purpose": "", "act": act.value, "title": act.label, "text": text} for act, text in acts.items()),
                *({"purpose": row.code, "act": "", "title": row.name, "text": row.text} for row in purposes),
            ],
            "common_questions": common_questions(),
        }
        return Response(HelpSerializer(answer).data)
