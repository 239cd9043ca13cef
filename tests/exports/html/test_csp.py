"""The policy of a page names its scripts and its style by their digests, and nothing else."""

from __future__ import annotations

from goldthread.exports.html.csp import policy

# Digests as `printf TEXT | openssl dgst -sha256 -binary | base64` gives them.
OF_ALERT = "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="
OF_NOTHING = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
OF_E_ACUTE = "sha256-SplVfkAzw1Od4utlRyAXytX5VX96BiWgnxw/biumnEw="


def test_a_script_and_a_style_are_named_by_their_digests() -> None:
    assert policy(["alert(1)"], "") == (
        f"default-src 'none'; script-src '{OF_ALERT}'; style-src '{OF_NOTHING}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_several_scripts_stand_in_their_order() -> None:
    scripts = policy(["alert(1)", ""], "x").split("; ")[1]
    assert scripts == f"script-src '{OF_ALERT}' '{OF_NOTHING}'"


def test_digests_are_of_the_text_in_utf_8() -> None:
    assert f"style-src '{OF_E_ACUTE}'" in policy([""], "é")


def test_a_script_that_differs_in_a_blank_is_another() -> None:
    assert OF_ALERT not in policy(["alert(1) "], "")
