"""质量 in a browser: the funnel on wide screens, the list of intervals on narrow ones, never both."""

import pytest


@pytest.mark.parametrize(
    ("width", "picture", "intervals"), [(375, False, True), (600, False, True), (601, True, False)]
)
def test_one_form_of_the_funnel_shows(browser, address, width, picture, intervals):
    page = browser.new_page(viewport={"width": width, "height": 900}, locale="zh-CN")
    try:
        page.goto(f"{address}/quality?season=2024")
        page.wait_for_selector(".st-key-funnel-list", state="attached")
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        for form, is_shown in (("picture", picture), ("list", intervals)):
            state = "visible" if is_shown else "hidden"
            page.wait_for_selector(f".st-key-funnel-{form}", state=state, timeout=5000)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if picture:
            page.wait_for_selector(".st-key-funnel-picture .annotation-text")
            drawn = page.locator(".st-key-funnel-picture .annotation-text").all_text_contents()
            assert any("焉耆回族自治县" in text for text in drawn)
        else:
            assert page.locator(".intervals li").count() == 9
    finally:
        page.close()
