"""The fixed lists hold every value that the field's reference names (domain 2.4, 4, 5, HTCDS, Palermo)."""

import pytest

from cases import codes
from shelters import codes as houses

# List, where the values come from, the values themselves.
LISTS = {
    codes.CaseStatus: "enquiry intake active suspended closed post_closure archived",
    codes.IdentificationStatus: "possible actual not_a_victim",
    codes.DecisionBody: "police ngo court_or_prosecution other_government other",
    codes.IntakeRoute: (
        "law_enforcement border_police ngo_partner renate_member nrm_coordinator social_services "
        "health_service hotline embassy_consulate iom asylum_authority school "
        "religious_organisation family_or_friend self other"
    ),
    codes.RescueContext: (
        "escaped_alone rescued_by_org rescued_with_police police_raid_immigration border_check "
        "released_by_trafficker bought_out_or_helped_by_client outreach_found hotline_call other"
    ),
    codes.WithPolice: "alone joint police_only none",
    codes.TypeOfReturn: "identified_victim_official forced_return_official self_return_unofficial",
    codes.ModelOfCare: (
        "res_shelter res_semi_independent nonres_day_centre nonres_field_team nonres_community "
        "foster_or_family_based mixed"
    ),
    codes.TargetPopulation: (
        "vot dv_victims irregular_migrants asylum_seekers women_at_risk children_without_care homeless other"
    ),
    codes.Complexity: (
        "pregnant_through_trafficking injury_needing_care severe_trauma dependants disability "
        "past_violence social_marginalisation no_family_network substance_use pending_prosecution "
        "unaccompanied_child re_trafficked"
    ),
    codes.Confidentiality: "standard restricted sealed",
    codes.ClosureReason: (
        "goals_met support_taken_over_by_state transferred_to_other_org moved_abroad "
        "left_voluntarily lost_contact re_trafficked safety_relocation found_not_victim deceased "
        "other"
    ),
    codes.ClosureOutcome: (
        "reintegrated_successfully reintegrated_partly not_reintegrated in_progress_elsewhere "
        "unknown not_applicable"
    ),
    codes.Act: "recruitment transportation transfer harbouring receipt",
    codes.Means: (
        "threat_or_force other_coercion abduction fraud deception abuse_of_power "
        "abuse_of_position_of_vulnerability payments_to_person_in_control not_required_child"
    ),
    codes.Exploitation: (
        "sexual_exploitation forced_labour domestic_servitude other_servitude slavery_or_similar "
        "forced_begging forced_criminality child_labour forced_marriage illegal_adoption surrogacy "
        "organ_removal armed_group other unknown"
    ),
    codes.SexualForm: "prostitution pornography remote_interactive private_sexual_services",
    codes.Industry: "A B C D E F G H I J K L M N O P Q R S T U",
    codes.Control: (
        "debt_bondage takes_earnings restricts_financial_access physical_threats "
        "psychological_abuse physical_abuse sexual_abuse false_promises psychoactive_substance "
        "restricts_movement restricts_medical_care excessive_working_hours "
        "threatens_or_uses_children_family threat_of_law_enforcement withholds_necessities "
        "withholds_documents other"
    ),
    codes.RecruitmentMethod: (
        "place_of_business educational_institution at_work online_social_network online_advert "
        "tv_advert newspaper_advert family_or_family_event friends_or_social_event partner_loverboy "
        "agency_or_broker abduction other"
    ),
    codes.Promise: (
        "job_waitress_hotel_etc job_care_domestic job_agriculture_construction "
        "job_dance_model_adult study marriage_relationship asylum_travel_help debt_relief none "
        "other"
    ),
    codes.Platform: (
        "facebook instagram whatsapp telegram messenger viber snapchat line 4sale wechat qq qzone "
        "tiktok twitter other"
    ),
    codes.PerpetratorRole: (
        "travelling_partner transporter recruiter_intermediary broker_travel_agent smuggler abuser "
        "kidnapper exploiter other"
    ),
    codes.Relationship: "familial_partner familial_parent familial_other acquainted unacquainted",
    codes.LocationType: (
        "street private_home bar_club_hotel factory_workshop farm construction_site restaurant "
        "transport online institution_school institution_care camp other"
    ),
    codes.ExitMode: "escape rescue released helped_by_person police_action deportation other",
    codes.StageKind: "recruitment transit exploitation",
    codes.RelationToAssistance: "before_first_assistance index after_assistance",
    codes.Relation: "child partner spouse parent sibling grandparent other_kin guardian friend other",
    codes.NotAnswered: "unknown not_asked_unsafe_or_not_needed declined not_applicable",
    codes.Residence: (
        "national reflection_period temporary_residence_permit asylum_seeker refugee "
        "complementary_protection other_permit irregular stateless unknown"
    ),
    codes.ConsentPurpose: (
        "services data_storage special_data assessment interpreter share_org share_authority "
        "family_contact return testifying statistics research_eval media_story employer_contact "
        "post_closure digital"
    ),
    codes.ConsentDecision: "given refused withdrawn expired not_possible",
    codes.GivenBy: "person guardian both court",
    codes.ConsentForm: "signed verbal_witnessed verbal thumbprint electronic",
    codes.DisclosureReason: ("imminent_danger_to_life child_protection_duty court_order other_legal_duty"),
    codes.Channel: "phone sms app email post in_person through_trusted_person none",
    codes.RiskDomain: "traffickers self_harm re_trafficking health family",
    codes.Source: "person observation other_agency",
    codes.Protection: (
        "safe_housing trusted_people coping police_protection protection_order income legal_status"
    ),
    codes.NeedsKind: "initial repeat pre_return pre_closure",
    codes.HomeEnvironment: "affirming adequate unsatisfactory unhealthy dangerous",
    codes.FamilyConclusion: "suitable suitable_with_support not_suitable",
    houses.ShelterLevel: "crisis rehabilitation long_term",
    houses.ReasonOut: (
        "next_level independent_housing family other_shelter return_home left_without_notice "
        "asked_to_leave hospital other"
    ),
}
# Nothing may be added to these: reports and other organisations count on them.
FIXED = {
    codes.CaseStatus, codes.TypeOfReturn, codes.ClosureOutcome, codes.NotAnswered, codes.ConsentPurpose,
    codes.RiskDomain, houses.ShelterLevel,
}  # fmt: skip


@pytest.mark.rule("S0-01", "S0-02", "S0-05", "S0-08", "S1-06", "S1-07", "S1-08", "S1-11", "S2-06", "S2-07",
                  "S2-08", "S3-44", "S3-72", "S3-73")  # fmt: skip
@pytest.mark.parametrize(("kind", "values"), LISTS.items(), ids=[kind.__name__ for kind in LISTS])
def test_a_list_holds_what_the_reference_names(kind, values):
    there, named = {str(value) for value in kind.values}, set(values.split())

    assert named - there == set()
    assert kind not in FIXED or there == named
