-- Generated from the tracking plan and the marts: do not change this file.
-- scripts/regenerate.sh rewrites it.

CREATE OR REPLACE VIEW analytics.onboarding_funnel AS
SELECT * FROM raw_events.student_onboarding;
COMMENT ON VIEW analytics.onboarding_funnel IS 'Onboarding wizard finished with required fields: the rows of raw_events.student_onboarding under their name for analysis';

CREATE OR REPLACE VIEW analytics.skill_extraction AS
SELECT * FROM raw_events.resume;
COMMENT ON VIEW analytics.skill_extraction IS 'Resume upload successfully processed: the rows of raw_events.resume under their name for analysis';

CREATE OR REPLACE VIEW analytics.skill_readiness AS
SELECT * FROM raw_events.assessment;
COMMENT ON VIEW analytics.skill_readiness IS 'Self-assessment module submitted: the rows of raw_events.assessment under their name for analysis';

CREATE OR REPLACE VIEW analytics.match_scores AS
SELECT * FROM raw_events.discovery;
COMMENT ON VIEW analytics.match_scores IS 'Occupation detail viewed with compatibility score: the rows of raw_events.discovery under their name for analysis';

CREATE OR REPLACE VIEW analytics.plan_engagement AS
SELECT * FROM task_progress.plans;
COMMENT ON VIEW analytics.plan_engagement IS 'User confirms recommended action plan: the rows of task_progress.plans under their name for analysis';

CREATE OR REPLACE VIEW analytics.task_velocity AS
SELECT * FROM task_progress.tasks;
COMMENT ON VIEW analytics.task_velocity IS 'Individual roadmap task marked complete: the rows of task_progress.tasks under their name for analysis';

CREATE OR REPLACE VIEW analytics.advisor_activity AS
SELECT * FROM advisor.notes;
COMMENT ON VIEW analytics.advisor_activity IS 'Advisor logs a student note: the rows of advisor.notes under their name for analysis';

CREATE OR REPLACE VIEW analytics.interventions AS
SELECT * FROM advisor.bulk_assignments;
COMMENT ON VIEW analytics.interventions IS 'Advisor bulk-assigns assessment to cohort: the rows of advisor.bulk_assignments under their name for analysis';

CREATE OR REPLACE VIEW analytics.readiness_trends AS
SELECT * FROM alerts.events;
COMMENT ON VIEW analytics.readiness_trends IS 'Alert generated for low readiness student: the rows of alerts.events under their name for analysis';

CREATE OR REPLACE VIEW analytics.report_usage AS
SELECT * FROM reports.exports;
COMMENT ON VIEW analytics.report_usage IS 'Quarterly report exported: the rows of reports.exports under their name for analysis';

CREATE OR REPLACE VIEW analytics.session_metrics AS
SELECT * FROM main.user_sessions;
COMMENT ON VIEW analytics.session_metrics IS 'Authenticated session begins: the rows of user_sessions under their name for analysis';

CREATE OR REPLACE VIEW compliance.opt_outs AS
SELECT * FROM privacy.preferences;
COMMENT ON VIEW compliance.opt_outs IS 'User disabled analytics tracking: the rows of privacy.preferences under their name for analysis';

CREATE OR REPLACE VIEW analytics.accounts AS
SELECT * FROM platform.accounts;
COMMENT ON VIEW analytics.accounts IS 'An account was created, by its owner or from a roster: the rows of platform.accounts under their name for analysis';

CREATE OR REPLACE VIEW analytics.advisor_roster AS
SELECT * FROM advisor.roster;
COMMENT ON VIEW analytics.advisor_roster IS 'A student is assigned to an advisor for an interval of time: the rows of advisor.roster under their name for analysis';

CREATE OR REPLACE VIEW analytics.readiness_recalculations AS
SELECT * FROM readiness.recalculations;
COMMENT ON VIEW analytics.readiness_recalculations IS 'The readiness of a user was calculated anew: the rows of readiness.recalculations under their name for analysis';

CREATE OR REPLACE VIEW analytics.session_analytics AS
SELECT * FROM frontend.timings;
COMMENT ON VIEW analytics.session_analytics IS 'How long a page was visible: the rows of frontend.timings under their name for analysis';

CREATE OR REPLACE VIEW analytics.onet_releases AS
SELECT * FROM etl.onet_releases;
COMMENT ON VIEW analytics.onet_releases IS 'A release of the O*NET database was published: the rows of etl.onet_releases under their name for analysis';

CREATE OR REPLACE VIEW analytics.etl_jobs AS
SELECT * FROM main.etl_jobs;
COMMENT ON VIEW analytics.etl_jobs IS 'A data importer job came to its end: the rows of etl_jobs under their name for analysis';

CREATE OR REPLACE VIEW compliance.erasure_requests AS
SELECT * FROM privacy.requests;
COMMENT ON VIEW compliance.erasure_requests IS 'A user asked for all personal data to be erased: the rows of privacy.requests under their name for analysis';
