"""Forms are drawn by the project's own template engine, with its tags."""

from django import forms


class Form(forms.Form):
    name = forms.CharField(label="Nom")
    town = forms.CharField(label="Commune", required=False, help_text="Où vous travaillez.")


def test_a_form_is_drawn_with_our_field():
    html = str(Form())
    assert '<label for="id_name">Nom</label>' in html
    assert 'id="id_town_helptext">Où vous travaillez.' in html


def test_what_is_to_be_put_right_is_said_on_top_and_at_the_field():
    html = str(Form({"town": "Lillers"}))
    assert 'href="#id_name"' in html
    assert 'aria-describedby="id_name_error"' in html
    assert 'value="Lillers"' in html
