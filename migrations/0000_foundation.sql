CREATE TABLE `account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`must_change_password` integer DEFAULT true NOT NULL,
	`disabled_at` text,
	`created_at` text NOT NULL,
	`is_sample` integer DEFAULT false NOT NULL,
	CONSTRAINT "account_role" CHECK("account"."role" in ('editor', 'head', 'planner', 'viewer', 'admin')),
	CONSTRAINT "account_username" CHECK("account"."username" = lower("account"."username"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_username_unique` ON `account` (`username`);--> statement-breakpoint
CREATE TABLE `account_department` (
	`account_id` integer NOT NULL,
	`department_id` integer NOT NULL,
	PRIMARY KEY(`account_id`, `department_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `api_token` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token_hash` text NOT NULL,
	`name` text NOT NULL,
	`account_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`revoked_at` text,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_token_token_hash_unique` ON `api_token` (`token_hash`);--> statement-breakpoint
CREATE TABLE `session` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`created_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`address` text NOT NULL,
	`user_agent` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failure` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`address` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failure_username` ON `sign_in_failure` (`username`,`at`);--> statement-breakpoint
CREATE INDEX `sign_in_failure_address` ON `sign_in_failure` (`address`,`at`);--> statement-breakpoint
CREATE TABLE `department` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`division_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`successor_id` integer,
	`head_step` integer DEFAULT false NOT NULL,
	`is_sample` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`division_id`) REFERENCES `division`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `department_code_unique` ON `department` (`code`);--> statement-breakpoint
CREATE INDEX `department_division` ON `department` (`division_id`);--> statement-breakpoint
CREATE TABLE `division` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`is_sample` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `division_code_unique` ON `division` (`code`);--> statement-breakpoint
CREATE TABLE `edition` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`state` text NOT NULL,
	`adopted_on` text,
	`decided_on` text,
	`reason` text,
	`base_edition_id` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`base_edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "edition_state" CHECK("edition"."state" in ('draft', 'adopted')),
	CONSTRAINT "edition_window" CHECK("edition"."last_year" between "edition"."first_year" and "edition"."first_year" + 2),
	CONSTRAINT "edition_adopted" CHECK(("edition"."state" = 'adopted') = ("edition"."adopted_on" is not null)),
	CONSTRAINT "edition_revision" CHECK("edition"."revision" = 1 or ("edition"."decided_on" is not null and "edition"."reason" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `edition_key` ON `edition` (`plan_id`,`first_year`,`revision`);--> statement-breakpoint
CREATE TABLE `edition_kpi` (
	`edition_id` integer NOT NULL,
	`kpi_id` integer NOT NULL,
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `edition_kpi_key` ON `edition_kpi` (`edition_id`,`kpi_id`);--> statement-breakpoint
CREATE TABLE `edition_snapshot` (
	`edition_id` integer PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`sha256` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `yearly_target` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`edition_id` integer NOT NULL,
	`kpi_id` integer NOT NULL,
	`fiscal_year` integer NOT NULL,
	`kind` text NOT NULL,
	`value_digits` integer,
	`value_scale` integer,
	`upper_digits` integer,
	`upper_scale` integer,
	`period_from` integer,
	`period_to` integer,
	`period_total_digits` integer,
	`period_total_scale` integer,
	`is_proposed` integer DEFAULT false NOT NULL,
	`reason` text,
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "yearly_target_kind" CHECK("yearly_target"."kind" in ('value', 'period', 'stage', 'none')),
	CONSTRAINT "yearly_target_value" CHECK(("yearly_target"."value_digits" is null) = ("yearly_target"."value_scale" is null) and coalesce("yearly_target"."value_scale", 0) between 0 and 12),
	CONSTRAINT "yearly_target_upper" CHECK(("yearly_target"."upper_digits" is null) = ("yearly_target"."upper_scale" is null) and coalesce("yearly_target"."upper_scale", 0) between 0 and 12),
	CONSTRAINT "yearly_target_total" CHECK(("yearly_target"."period_total_digits" is null) = ("yearly_target"."period_total_scale" is null) and coalesce("yearly_target"."period_total_scale", 0) between 0 and 12),
	CONSTRAINT "yearly_target_none" CHECK(("yearly_target"."kind" = 'none') = ("yearly_target"."value_digits" is null)),
	CONSTRAINT "yearly_target_period" CHECK(("yearly_target"."kind" = 'period') = ("yearly_target"."period_from" is not null) and ("yearly_target"."kind" = 'period') = ("yearly_target"."period_to" is not null) and ("yearly_target"."kind" = 'period') = ("yearly_target"."period_total_digits" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `yearly_target_key` ON `yearly_target` (`edition_id`,`kpi_id`,`fiscal_year`);--> statement-breakpoint
CREATE TABLE `handover_card` (
	`indicator_id` integer PRIMARY KEY NOT NULL,
	`how_made` text,
	`pitfalls` text,
	`contact` text,
	`updated_at` text NOT NULL,
	`updated_by` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`updated_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `indicator` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`decimals` integer NOT NULL,
	`accumulation` text NOT NULL,
	`cumulative_entry` text DEFAULT 'total' NOT NULL,
	`limit_low_digits` integer,
	`limit_low_scale` integer,
	`limit_high_digits` integer,
	`limit_high_scale` integer,
	`tolerance_digits` integer,
	`tolerance_scale` integer,
	`survey_years` text,
	`confirmation_month` integer,
	`lag_years` integer DEFAULT 0 NOT NULL,
	`measured_period` text,
	`definition` text NOT NULL,
	`formula` text,
	`source` text,
	`numerator_name` text,
	`denominator_name` text,
	`districts_add_up` integer DEFAULT true NOT NULL,
	`is_sample` integer DEFAULT false NOT NULL,
	CONSTRAINT "indicator_accumulation" CHECK("indicator"."accumulation" in ('level', 'annual', 'cumulative')),
	CONSTRAINT "indicator_decimals" CHECK("indicator"."decimals" between 0 and 6),
	CONSTRAINT "indicator_limit_low" CHECK(("indicator"."limit_low_digits" is null) = ("indicator"."limit_low_scale" is null) and coalesce("indicator"."limit_low_scale", 0) between 0 and 12),
	CONSTRAINT "indicator_limit_high" CHECK(("indicator"."limit_high_digits" is null) = ("indicator"."limit_high_scale" is null) and coalesce("indicator"."limit_high_scale", 0) between 0 and 12),
	CONSTRAINT "indicator_tolerance" CHECK(("indicator"."tolerance_digits" is null) = ("indicator"."tolerance_scale" is null) and coalesce("indicator"."tolerance_scale", 0) between 0 and 12 and coalesce("indicator"."tolerance_digits", 0) >= 0),
	CONSTRAINT "indicator_confirmation_month" CHECK(coalesce("indicator"."confirmation_month", 1) between 1 and 12)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `indicator_code_unique` ON `indicator` (`code`);--> statement-breakpoint
CREATE TABLE `indicator_ledger` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`on_day` text NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`successor_id` integer,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`successor_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicator_ledger_kind" CHECK("indicator_ledger"."kind" in ('adopted', 'revised', 'replaced', 'retired'))
);
--> statement-breakpoint
CREATE INDEX `indicator_ledger_indicator` ON `indicator_ledger` (`indicator_id`);--> statement-breakpoint
CREATE TABLE `indicator_responsibility` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`department_id` integer NOT NULL,
	`role` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicator_responsibility_role" CHECK("indicator_responsibility"."role" in ('lead', 'contributor'))
);
--> statement-breakpoint
CREATE INDEX `indicator_responsibility_indicator` ON `indicator_responsibility` (`indicator_id`);--> statement-breakpoint
CREATE INDEX `indicator_responsibility_department` ON `indicator_responsibility` (`department_id`);--> statement-breakpoint
CREATE TABLE `kpi` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`basic_plan_id` integer NOT NULL,
	`node_id` integer NOT NULL,
	`indicator_id` integer NOT NULL,
	`position` integer NOT NULL,
	`active_from` integer,
	`active_to` integer,
	`is_sample` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`basic_plan_id`) REFERENCES `basic_plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`node_id`) REFERENCES `plan_node`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kpi_code_unique` ON `kpi` (`code`);--> statement-breakpoint
CREATE INDEX `kpi_node` ON `kpi` (`node_id`);--> statement-breakpoint
CREATE INDEX `kpi_indicator_index` ON `kpi` (`indicator_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `kpi_indicator` ON `kpi` (`basic_plan_id`,`indicator_id`);--> statement-breakpoint
CREATE TABLE `kpi_district` (
	`kpi_id` integer NOT NULL,
	`district_id` integer NOT NULL,
	PRIMARY KEY(`kpi_id`, `district_id`),
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `district`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `kpi_priority_policy` (
	`kpi_id` integer NOT NULL,
	`policy_id` integer NOT NULL,
	PRIMARY KEY(`kpi_id`, `policy_id`),
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`policy_id`) REFERENCES `priority_policy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `kpi_revision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kpi_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`from_edition_id` integer,
	`decided_on` text,
	`reason` text,
	`name` text NOT NULL,
	`definition` text,
	`direction` text NOT NULL,
	`goal` text NOT NULL,
	`is_rank` integer DEFAULT false NOT NULL,
	`baseline_use` text NOT NULL,
	`baseline_year` integer,
	`baseline_digits` integer,
	`baseline_scale` integer,
	`baseline_text` text,
	`mid_year` integer,
	`mid_target_digits` integer,
	`mid_target_scale` integer,
	`final_year` integer NOT NULL,
	`final_target_digits` integer,
	`final_target_scale` integer,
	`final_upper_digits` integer,
	`final_upper_scale` integer,
	`stages` text,
	`allowance_digits` integer,
	`allowance_scale` integer,
	`breaks_series` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "kpi_revision_direction" CHECK("kpi_revision"."direction" in ('increase', 'decrease', 'range', 'stage')),
	CONSTRAINT "kpi_revision_goal" CHECK("kpi_revision"."goal" in ('reach', 'keep')),
	CONSTRAINT "kpi_revision_baseline_use" CHECK("kpi_revision"."baseline_use" in ('comparable', 'reference')),
	CONSTRAINT "kpi_revision_baseline" CHECK(("kpi_revision"."baseline_digits" is null) = ("kpi_revision"."baseline_scale" is null) and coalesce("kpi_revision"."baseline_scale", 0) between 0 and 12),
	CONSTRAINT "kpi_revision_mid_target" CHECK(("kpi_revision"."mid_target_digits" is null) = ("kpi_revision"."mid_target_scale" is null) and coalesce("kpi_revision"."mid_target_scale", 0) between 0 and 12),
	CONSTRAINT "kpi_revision_final_target" CHECK(("kpi_revision"."final_target_digits" is null) = ("kpi_revision"."final_target_scale" is null) and coalesce("kpi_revision"."final_target_scale", 0) between 0 and 12),
	CONSTRAINT "kpi_revision_final_upper" CHECK(("kpi_revision"."final_upper_digits" is null) = ("kpi_revision"."final_upper_scale" is null) and coalesce("kpi_revision"."final_upper_scale", 0) between 0 and 12),
	CONSTRAINT "kpi_revision_allowance" CHECK(("kpi_revision"."allowance_digits" is null) = ("kpi_revision"."allowance_scale" is null) and coalesce("kpi_revision"."allowance_scale", 0) between 0 and 12),
	CONSTRAINT "kpi_revision_stages" CHECK(("kpi_revision"."direction" = 'stage') = ("kpi_revision"."stages" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kpi_revision_number` ON `kpi_revision` (`kpi_id`,`revision`);--> statement-breakpoint
CREATE TABLE `judgement` (
	`kpi_id` integer NOT NULL,
	`fiscal_year` integer NOT NULL,
	`rule_id` integer NOT NULL,
	`status` text NOT NULL,
	`reason_code` text NOT NULL,
	`target_edition_id` integer,
	`result_revision_id` integer,
	`body` text NOT NULL,
	PRIMARY KEY(`kpi_id`, `fiscal_year`),
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `judgement_rule`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`target_edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`result_revision_id`) REFERENCES `result_revision`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "judgement_status" CHECK("judgement"."status" in ('achieved', 'on-track', 'slightly-behind', 'behind', 'regressed', 'none', 'missing', 'outside'))
);
--> statement-breakpoint
CREATE INDEX `judgement_year` ON `judgement` (`fiscal_year`,`status`);--> statement-breakpoint
CREATE TABLE `judgement_rule` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`version` integer NOT NULL,
	`name` text NOT NULL,
	`body` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `judgement_rule_key` ON `judgement_rule` (`code`,`version`);--> statement-breakpoint
CREATE TABLE `rule_adoption` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_year` integer NOT NULL,
	`rule_id` integer NOT NULL,
	`decided_on` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`rule_id`) REFERENCES `judgement_rule`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sealed_judgement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kpi_id` integer NOT NULL,
	`fiscal_year` integer NOT NULL,
	`rule_id` integer NOT NULL,
	`status` text NOT NULL,
	`reason_code` text NOT NULL,
	`target_edition_id` integer,
	`result_revision_id` integer,
	`body` text NOT NULL,
	`cycle_id` integer NOT NULL,
	`sealed_at` text NOT NULL,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `judgement_rule`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`target_edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`result_revision_id`) REFERENCES `result_revision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cycle_id`) REFERENCES `reporting_cycle`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sealed_judgement_status" CHECK("sealed_judgement"."status" in ('achieved', 'on-track', 'slightly-behind', 'behind', 'regressed', 'none', 'missing', 'outside'))
);
--> statement-breakpoint
CREATE INDEX `sealed_judgement_kpi` ON `sealed_judgement` (`kpi_id`,`fiscal_year`);--> statement-breakpoint
CREATE TABLE `basic_plan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "basic_plan_years" CHECK("basic_plan"."first_year" <= "basic_plan"."last_year")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `basic_plan_code_unique` ON `basic_plan` (`code`);--> statement-breakpoint
CREATE TABLE `body` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`side` text NOT NULL,
	`name` text NOT NULL,
	`role` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `district` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `district_code` ON `district` (`plan_id`,`code`);--> statement-breakpoint
CREATE TABLE `plan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`city_name` text NOT NULL,
	`name` text NOT NULL,
	`first_year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`vision` text NOT NULL,
	`vision_subtitle` text,
	CONSTRAINT "plan_years" CHECK("plan"."first_year" <= "plan"."last_year")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_code_unique` ON `plan` (`code`);--> statement-breakpoint
CREATE TABLE `plan_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`fiscal_year` integer NOT NULL,
	`month` integer NOT NULL,
	`side` text NOT NULL,
	`title` text NOT NULL,
	`topic` text,
	`dates_text` text,
	`first_day` text,
	`is_postponed` integer DEFAULT false NOT NULL,
	`is_provisional` integer DEFAULT false NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `plan_level` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`depth` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_level_code` ON `plan_level` (`plan_id`,`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `plan_level_depth` ON `plan_level` (`plan_id`,`depth`);--> statement-breakpoint
CREATE TABLE `plan_node` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`basic_plan_id` integer NOT NULL,
	`level_id` integer NOT NULL,
	`parent_id` integer,
	`code` text NOT NULL,
	`number` text,
	`field` text,
	`name` text NOT NULL,
	`subtitle` text,
	`position` integer NOT NULL,
	`is_sample` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`basic_plan_id`) REFERENCES `basic_plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`level_id`) REFERENCES `plan_level`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `plan_node`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_node_parent` ON `plan_node` (`parent_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `plan_node_code` ON `plan_node` (`basic_plan_id`,`code`);--> statement-breakpoint
CREATE TABLE `plan_node_predecessor` (
	`node_id` integer NOT NULL,
	`predecessor_id` integer NOT NULL,
	PRIMARY KEY(`node_id`, `predecessor_id`),
	FOREIGN KEY (`node_id`) REFERENCES `plan_node`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`predecessor_id`) REFERENCES `plan_node`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `priority_policy` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`basic_plan_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`basic_plan_id`) REFERENCES `basic_plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `priority_policy_code` ON `priority_policy` (`basic_plan_id`,`code`);--> statement-breakpoint
CREATE TABLE `project` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`is_sample` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `project_code_unique` ON `project` (`code`);--> statement-breakpoint
CREATE TABLE `project_amount` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`edition_id` integer,
	`fiscal_year` integer NOT NULL,
	`stage` text NOT NULL,
	`source` text NOT NULL,
	`thousand_yen` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "project_amount_stage" CHECK("project_amount"."stage" in ('request', 'assessment', 'plan', 'initial', 'supplementary', 'carried-in', 'carried-out', 'settlement-forecast', 'settlement')),
	CONSTRAINT "project_amount_source" CHECK("project_amount"."source" in ('national', 'prefectural', 'bond', 'other-specific', 'general')),
	CONSTRAINT "project_amount_edition" CHECK(("project_amount"."stage" = 'plan') = ("project_amount"."edition_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `project_amount_planned` ON `project_amount` (`project_id`,`edition_id`,`fiscal_year`,`source`) WHERE edition_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `project_amount_actual` ON `project_amount` (`project_id`,`fiscal_year`,`stage`,`source`) WHERE edition_id is null;--> statement-breakpoint
CREATE INDEX `project_amount_edition_index` ON `project_amount` (`edition_id`);--> statement-breakpoint
CREATE TABLE `project_district` (
	`project_in_edition_id` integer NOT NULL,
	`district_id` integer NOT NULL,
	PRIMARY KEY(`project_in_edition_id`, `district_id`),
	FOREIGN KEY (`project_in_edition_id`) REFERENCES `project_in_edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `district`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `project_in_edition` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`project_id` integer NOT NULL,
	`edition_id` integer NOT NULL,
	`department_id` integer NOT NULL,
	`name` text NOT NULL,
	`purpose` text NOT NULL,
	`content` text NOT NULL,
	`direction` text NOT NULL,
	`whole_cost` integer,
	FOREIGN KEY (`project_id`) REFERENCES `project`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`edition_id`) REFERENCES `edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "project_in_edition_direction" CHECK("project_in_edition"."direction" in ('new', 'continue', 'expand', 'reduce', 'complete', 'abolish')),
	CONSTRAINT "project_in_edition_whole_cost" CHECK(coalesce("project_in_edition"."whole_cost", 0) >= 0)
);
--> statement-breakpoint
CREATE INDEX `project_in_edition_edition` ON `project_in_edition` (`edition_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `project_in_edition_key` ON `project_in_edition` (`project_id`,`edition_id`);--> statement-breakpoint
CREATE TABLE `project_kpi` (
	`project_in_edition_id` integer NOT NULL,
	`kpi_id` integer NOT NULL,
	PRIMARY KEY(`project_in_edition_id`, `kpi_id`),
	FOREIGN KEY (`project_in_edition_id`) REFERENCES `project_in_edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kpi_id`) REFERENCES `kpi`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `project_node` (
	`project_in_edition_id` integer NOT NULL,
	`node_id` integer NOT NULL,
	`is_repeat` integer NOT NULL,
	PRIMARY KEY(`project_in_edition_id`, `node_id`),
	FOREIGN KEY (`project_in_edition_id`) REFERENCES `project_in_edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`node_id`) REFERENCES `plan_node`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `project_node_node` ON `project_node` (`node_id`);--> statement-breakpoint
CREATE TABLE `project_priority_policy` (
	`project_in_edition_id` integer NOT NULL,
	`policy_id` integer NOT NULL,
	PRIMARY KEY(`project_in_edition_id`, `policy_id`),
	FOREIGN KEY (`project_in_edition_id`) REFERENCES `project_in_edition`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`policy_id`) REFERENCES `priority_policy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reporting_cycle` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`fiscal_year` integer NOT NULL,
	`kind` text NOT NULL,
	`opens_on` text NOT NULL,
	`deadline` text NOT NULL,
	`closed_at` text,
	`closed_by` integer,
	FOREIGN KEY (`closed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reporting_cycle_kind" CHECK("reporting_cycle"."kind" in ('final', 'forecast')),
	CONSTRAINT "reporting_cycle_days" CHECK("reporting_cycle"."opens_on" <= "reporting_cycle"."deadline")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_cycle_key` ON `reporting_cycle` (`fiscal_year`,`kind`);--> statement-breakpoint
CREATE TABLE `result` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`fiscal_year` integer NOT NULL,
	`district_id` integer,
	`state` text NOT NULL,
	`current_revision` integer NOT NULL,
	`confirmed_revision` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `district`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "result_state" CHECK("result"."state" in ('draft', 'submitted', 'head-confirmed', 'returned', 'confirmed')),
	CONSTRAINT "result_confirmed" CHECK("result"."state" <> 'confirmed' or "result"."confirmed_revision" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `result_city` ON `result` (`indicator_id`,`fiscal_year`) WHERE district_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX `result_district` ON `result` (`indicator_id`,`fiscal_year`,`district_id`) WHERE district_id is not null;--> statement-breakpoint
CREATE INDEX `result_year` ON `result` (`fiscal_year`,`state`);--> statement-breakpoint
CREATE TABLE `result_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`result_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`account_id` integer,
	`account_name` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`result_id`) REFERENCES `result`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "result_event_kind" CHECK("result_event"."kind" in ('saved', 'submitted', 'withdrawn', 'head-confirmed', 'returned', 'confirmed')),
	CONSTRAINT "result_event_reason" CHECK("result_event"."kind" <> 'returned' or length(trim(coalesce("result_event"."reason", ''))) > 0)
);
--> statement-breakpoint
CREATE INDEX `result_event_result` ON `result_event` (`result_id`);--> statement-breakpoint
CREATE TABLE `result_revision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`result_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`entered_text` text NOT NULL,
	`value_digits` integer,
	`value_scale` integer,
	`running_total_digits` integer,
	`running_total_scale` integer,
	`value_state` text,
	`missing_reason` text,
	`carried_from_year` integer,
	`measured_period` text,
	`cause` text DEFAULT '' NOT NULL,
	`issue` text DEFAULT '' NOT NULL,
	`next_action` text DEFAULT '' NOT NULL,
	`department_id` integer,
	`department_name` text NOT NULL,
	`entered_by` integer,
	`entered_by_name` text NOT NULL,
	`on_behalf` integer DEFAULT false NOT NULL,
	`correction_reason` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`result_id`) REFERENCES `result`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department_id`) REFERENCES `department`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "result_revision_value" CHECK(("result_revision"."value_digits" is null) = ("result_revision"."value_scale" is null) and coalesce("result_revision"."value_scale", 0) between 0 and 12),
	CONSTRAINT "result_revision_total" CHECK(("result_revision"."running_total_digits" is null) = ("result_revision"."running_total_scale" is null) and coalesce("result_revision"."running_total_scale", 0) between 0 and 12),
	CONSTRAINT "result_revision_value_state" CHECK("result_revision"."value_state" is null or "result_revision"."value_state" in ('forecast', 'preliminary', 'final', 'corrected')),
	CONSTRAINT "result_revision_missing_reason" CHECK("result_revision"."missing_reason" is null or "result_revision"."missing_reason" in ('unknown', 'no-survey', 'suppressed', 'not-applicable')),
	CONSTRAINT "result_revision_value_or_reason" CHECK("result_revision"."value_digits" is null or "result_revision"."missing_reason" is null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `result_revision_number` ON `result_revision` (`result_id`,`revision`);--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`account_id` integer,
	`actor` text NOT NULL,
	`address` text NOT NULL,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`before` text,
	`after` text,
	`hmac` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_entry_entity` ON `audit_entry` (`entity`,`entity_id`);--> statement-breakpoint
CREATE TABLE `idempotency_key` (
	`key` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`outcome` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotency_key_at` ON `idempotency_key` (`at`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`number` integer DEFAULT 0 NOT NULL
);
