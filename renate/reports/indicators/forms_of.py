"""The forms of exploitation in the groups that donors and statistics use."""

from cases.codes import Exploitation as X

# The groups that statistics of the EU use, with begging and crime apart (Directive 2024/1712).
FORMS: dict[str, tuple[str, ...]] = {
    "sexual": (X.SEXUAL,),
    "labour": (X.LABOUR, X.DOMESTIC, X.OTHER_SERVITUDE, X.SLAVERY, X.CHILD_LABOUR),
    "begging": (X.BEGGING, X.CRIMINALITY),
    "other": (X.MARRIAGE, X.ADOPTION, X.SURROGACY, X.ORGANS, X.ARMED_GROUP, X.OTHER),
}
# Begging and crime together with the other forms, for tables in which one of the two would be small.
REST = (*FORMS["begging"], *FORMS["other"])
