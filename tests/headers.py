"""What the head of every answer says, errors and downloads included (docs/security.md, the network face)."""

from django.http import HttpResponse

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def faults(response: HttpResponse) -> list[str]:
    """What is missing or wrong in the head of an answer."""
    wrong = [
        f"{name}={response.get(name)}" for name, value in EXPECTED.items() if response.get(name) != value
    ]
    policy = response.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy or "http:" in policy or "https:" in policy:
        wrong.append(f"Content-Security-Policy={policy}")
    if "camera=()" not in response.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    return wrong
