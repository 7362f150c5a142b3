"""A division in a browser (to be filled)."""
import pytest
pytestmark = pytest.mark.browser

def test_sign_in(served, someone):
    page = someone("m1", "hi")
    page.screenshot(path="/tmp/journeys/home.png")
    assert page.locator("h1").count() == 1
