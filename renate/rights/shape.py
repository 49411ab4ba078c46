"""In which section of the file each kind of row stands, and what of it is not the person's to take along.

A copy is made by somebody whose role opens the section; what others must add is named in the copy. A model
that is neither here nor in NOT_IN_THE_COPY fails tests/rights/test_copying.py.
"""

from renate.accounts.roles import Section

SECTION_OF: dict[str, Section] = {
    "cases.Person": Section.IDENTITY,
    "cases.IdentityDocument": Section.IDENTITY,
    "cases.ResidenceStatus": Section.IDENTITY,
    "cases.ReflectionPeriod": Section.IDENTITY,
    "cases.Consent": Section.IDENTITY,
    "cases.Disclosure": Section.IDENTITY,
    "cases.ContactPlan": Section.IDENTITY,
    "cases.Case": Section.PLAN,
    "cases.ClosureRequest": Section.PLAN,
    "cases.CaseConference": Section.PLAN,
    "cases.ConferenceDecision": Section.PLAN,
    "cases.NeedsAssessment": Section.PLAN,
    "cases.Need": Section.PLAN,
    "cases.Profile": Section.PLAN,
    "cases.Skill": Section.PLAN,
    "cases.ChildProtection": Section.PLAN,
    "cases.Flag": Section.PLAN,
    "cases.HandOver": Section.PLAN,
    "cases.Task": Section.PLAN,
    "cases.TraffickingEpisode": Section.EXPERIENCE,
    "cases.EpisodeStage": Section.EXPERIENCE,
    "cases.RelatedPerson": Section.FAMILY,
    "cases.FamilyAssessment": Section.FAMILY,
    "cases.CommunityAssessment": Section.FAMILY,
    "cases.RiskAssessment": Section.RISK,
    "cases.SafetyPlan": Section.RISK,
    "shelters.Stay": Section.STAY,
    "shelters.Absence": Section.STAY,
    "shelters.BedRequest": Section.STAY,
    "reintegration.ProgrammeCycle": Section.PLAN,
    "reintegration.PhasePeriod": Section.PLAN,
    "reintegration.ServicePlan": Section.PLAN,
    "reintegration.Goal": Section.PLAN,
    "reintegration.PlanItem": Section.PLAN,
    "reintegration.ServiceDelivery": Section.PLAN,
    "reintegration.FollowUp": Section.PLAN,
    "reintegration.Setback": Section.PLAN,
    "reintegration.Placement": Section.PLAN,
    "reintegration.Training": Section.PLAN,
    "reintegration.Job": Section.PLAN,
    "reintegration.JobBarriers": Section.PLAN,
    "reintegration.FactorAssessment": Section.FACTORS,
    "reintegration.FactorScore": Section.FACTORS,
    "reintegration.SelfRating": Section.FACTORS,
    "referrals.Referral": Section.IDENTITY,
    "referrals.OutsideReferral": Section.IDENTITY,
    "referrals.ReturnProcess": Section.PLAN,
    "referrals.ReturnStep": Section.PLAN,
    "referrals.ReturnLeg": Section.PLAN,
    "referrals.LegalMatter": Section.LEGAL,
    "referrals.Hearing": Section.LEGAL,
    "referrals.ProtectionOrder": Section.LEGAL,
    "rights.RightsRequest": Section.IDENTITY,
    "reports.Quote": Section.IDENTITY,
}
# The section stands in the row itself.
BY_ROW = {"cases.CaseNote": "section", "cases.Attachment": "section"}
NOT_IN_THE_COPY: dict[str, str] = {
    "cases.AttachmentChunk": "the pieces of documents, which are handed over one by one",
    "cases.CaseTeamMember": "staff",
    "cases.CaseUserObjectPermission": "staff",
    "cases.CaseGroupObjectPermission": "staff",
    "cases.ConferenceAttendee": "staff and partners",
    "cases.ConflictOfInterest": "staff",
    "cases.EmergencyAccess": "staff; told on request from the log",
    "cases.BulkLine": "how a change was made to many files",
    "cases.Feedback": "may be from somebody else, and anonymous",
    "cases.IncidentPerson": "incidents tell of others who were there",
    "cases.RecruiterProfile": "about another person",
    "shelters.KeepApart": "about another person",
    "referrals.ReferralPackage": "what the referral says already",
    "referrals.ReferralPackageUserObjectPermission": "staff",
    "referrals.ReferralPackageGroupObjectPermission": "staff",
    "referrals.PackageReading": "staff of the receiver",
    "referrals.PackageMessage": "between two organisations, each with its own file",
    "referrals.PersonRequest": "a question to another organisation",
    "referrals.OutsideFile": "what the referral says already",
    "referrals.CopiedField": "where a value came from",
    "referrals.ReturnContact": "about another person",
    "rights.LegalHold": "may warn somebody the person lives with",
    "rights.RetentionReview": "how long the file is kept is told in words",
}
# Fields that tell of others, serve the staff, or say again what other fields say.
LEFT_OUT = frozenset(
    {
        "search_names", "intake_token", "superseded_by", "readiness", "network_ref", "by", "asked_by",
        "decided_by", "decided_on", "responsible", "done_by", "case_manager", "assessor", "removed_by",
        "interpreter_avoid", "who_may_answer", "trusted_person", "witness", "interpreter", "others",
        "confidentiality", "restricted_on", "anonymised_on", "checklist", "provider", "decision_note",
        "receiver_name", "guardian_order", "needs_note", "staff_actions", "key", "payload", "fingerprint",
        "contact_person", "met_by", "support_person", "against",
    }
)  # fmt: skip
# Of people around the person: that they are there, not who they are.
ONLY: dict[str, frozenset[str]] = {
    "cases.RelatedPerson": frozenset({"relation", "lives_with", "dependant", "is_guardian"}),
}
