"""How heavy a caseload is (domain 7, rule 11): by phase and risk, never by person or outcome."""

from reintegration.codes import Phase

PHASE_WEIGHT: dict[str, float] = {
    Phase.CRISIS: 3.0,
    Phase.TRANSITION: 2.0,
    Phase.REINTEGRATION: 1.0,
    Phase.EXTENDED: 1.0,
    Phase.FOLLOW_UP: 0.5,
}
RISK_WEIGHT: dict[int, float] = {3: 1.0, 4: 2.0}


def weight(phase: str | None, risk_level: int | None) -> float:
    """Weight of one case; a case without a cycle weighs like one in transition."""
    return PHASE_WEIGHT.get(phase or Phase.TRANSITION, 1.0) + RISK_WEIGHT.get(risk_level or 0, 0.0)
