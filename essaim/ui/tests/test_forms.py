"""How a form is drawn: labels, hints and errors tied to their fields, the summary on top, rows that grow."""

import re

from django import forms
from django.http import QueryDict
from django.utils.translation import override

from essaim.ui.forms import with_one_more
from essaim.ui.gallery import Sample


def drawn(data: str) -> str:
    with override("fr"):
        return str(Sample(QueryDict(data)))


def test_error_and_hint_are_tied_to_the_field():
    html = drawn("siret=12")
    field = re.search(r'<input[^>]*name="siret"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_siret_helptext id_siret_error"' in field
    assert 'id="id_siret_helptext"' in html
    assert re.search(r'id="id_siret_error"><p class="error">.*Il manque un chiffre', html)


def test_summary_leads_to_each_field():
    html = drawn("siret=12&name=Fil")
    targets = re.findall(r'<li><a href="#([^"]+)"', html)
    assert targets == ["id_email", "id_siret", "id_town", "id_kind_0", "id_charter"]
    for target in targets:
        assert f'id="{target}"' in html


def test_group_of_boxes_is_a_fieldset():
    html = drawn("")
    assert re.search(r"<fieldset[^>]*>\s*<legend>Ce que vous pouvez prêter", html)
    assert html.count('type="checkbox" name="lends"') == 3
    assert html.count("Un véhicule") == 1


def test_what_was_typed_stays():
    assert 'value="Fil &amp; Terril"' in drawn("name=Fil+%26+Terril&siret=1")


def test_fields_speak_in_our_voice():
    html = drawn("siret=12&email=odile")
    assert "Écrivez une adresse e-mail comme nom@exemple.fr." in html
    assert "Il manque cette réponse." in html
    assert "obligatoire" not in html


def test_long_text_counts_what_is_left():
    assert 'data-counter="id_story"' in drawn("")


class Row(forms.Form):
    town = forms.CharField()


def test_one_more_row_keeps_what_was_typed():
    data = QueryDict("lieux-TOTAL_FORMS=1&lieux-INITIAL_FORMS=0&lieux-0-town=Lillers&lieux-add=1")
    formset = forms.formset_factory(Row)(with_one_more(data, "lieux"), prefix="lieux")
    assert len(formset.forms) == 2
    assert "Lillers" in str(formset)


def test_no_more_row_without_its_button():
    assert with_one_more(QueryDict("lieux-TOTAL_FORMS=1"), "lieux") is None


def test_damaged_count_of_rows_begins_again():
    assert with_one_more(QueryDict("lieux-TOTAL_FORMS=x&lieux-add=1"), "lieux")["lieux-TOTAL_FORMS"] == "1"
