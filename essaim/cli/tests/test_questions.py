"""What people answer to « which territory? »."""

import pytest

from essaim.cli.questions import read_territory
from essaim.kernel.errors import Refusal
from essaim.territory.reference import load_territory

pytestmark = pytest.mark.django_db
CABBALR = "200072460"


@pytest.fixture
def _territory():
    load_territory(intermunicipality_codes=[CABBALR])


@pytest.mark.usefixtures("_territory")
@pytest.mark.parametrize(
    "text", ["200072460", "200 072 460", "béthune bruay", "CA de Béthune-Bruay, Artois-Lys Romane"]
)
def test_an_intermunicipality_by_code_or_name(text):
    assert [one.code for one in read_territory(text.replace(",", "")).intermunicipalities] == [CABBALR]


@pytest.mark.usefixtures("_territory")
@pytest.mark.parametrize("text", ["62119, Noeux-les-mines", "Béthune, NOEUX LES MINES", "Béthune,62617,"])
def test_communes_by_code_or_name(text):
    assert [one.pk for one in read_territory(text).municipalities] == ["62119", "62617"]


@pytest.mark.usefixtures("_territory")
def test_a_commune_alone():
    assert [one.pk for one in read_territory("Béthune").municipalities] == ["62119"]


@pytest.mark.usefixtures("_territory")
def test_what_is_unknown_is_said():
    with pytest.raises(Refusal, match="Atlantide"):
        read_territory("Béthune, Atlantide")
