CREATE TABLE `entry_batch` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`file_name` text DEFAULT '' NOT NULL,
	`account_id` integer,
	`account_name` text NOT NULL,
	`at` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entry_batch_source" CHECK("entry_batch"."source" in ('paste', 'upload'))
);
--> statement-breakpoint
CREATE INDEX `entry_batch_account` ON `entry_batch` (`account_id`);--> statement-breakpoint
CREATE TABLE `entry_batch_item` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch_id` integer NOT NULL,
	`result_id` integer NOT NULL,
	`revision_before` integer NOT NULL,
	`revision_after` integer NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `entry_batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`result_id`) REFERENCES `result`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entry_batch_item_grows" CHECK("entry_batch_item"."revision_after" > "entry_batch_item"."revision_before")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entry_batch_item_key` ON `entry_batch_item` (`batch_id`,`result_id`);--> statement-breakpoint
CREATE TABLE `correction` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`result_id` integer NOT NULL,
	`from_revision` integer NOT NULL,
	`to_revision` integer,
	`entered_text` text NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`requested_by` integer,
	`requested_by_name` text NOT NULL,
	`requested_at` text NOT NULL,
	`decided_by` integer,
	`decided_by_name` text,
	`decided_at` text,
	`decision_reason` text,
	FOREIGN KEY (`result_id`) REFERENCES `result`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "correction_state" CHECK("correction"."state" in ('requested', 'approved', 'rejected', 'withdrawn')),
	CONSTRAINT "correction_reason" CHECK(length(trim("correction"."reason")) > 0),
	CONSTRAINT "correction_decided" CHECK(("correction"."state" = 'requested') = ("correction"."decided_at" is null)),
	CONSTRAINT "correction_approved" CHECK(("correction"."state" = 'approved') = ("correction"."to_revision" is not null)),
	CONSTRAINT "correction_rejected" CHECK("correction"."state" <> 'rejected' or length(trim(coalesce("correction"."decision_reason", ''))) > 0)
);
--> statement-breakpoint
CREATE INDEX `correction_result` ON `correction` (`result_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `correction_open` ON `correction` (`result_id`) WHERE state = 'requested';--> statement-breakpoint
CREATE TABLE `evidence_content` (
	`sha256` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `evidence_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`result_id` integer NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`added_by` integer,
	`added_by_name` text NOT NULL,
	`added_at` text NOT NULL,
	`removed_by` integer,
	`removed_by_name` text,
	`removed_at` text,
	FOREIGN KEY (`result_id`) REFERENCES `result`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sha256`) REFERENCES `evidence_content`(`sha256`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`removed_by`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "evidence_file_size" CHECK("evidence_file"."size" > 0),
	CONSTRAINT "evidence_file_removed" CHECK(("evidence_file"."removed_at" is null) = ("evidence_file"."removed_by_name" is null))
);
--> statement-breakpoint
CREATE INDEX `evidence_file_result` ON `evidence_file` (`result_id`);--> statement-breakpoint
ALTER TABLE `indicator` ADD `rate_factor` integer;--> statement-breakpoint
ALTER TABLE `indicator` ADD `by_district` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `result_revision` ADD `numerator_digits` integer;--> statement-breakpoint
ALTER TABLE `result_revision` ADD `numerator_scale` integer;--> statement-breakpoint
ALTER TABLE `result_revision` ADD `denominator_digits` integer;--> statement-breakpoint
ALTER TABLE `result_revision` ADD `denominator_scale` integer;
--> statement-breakpoint
CREATE TRIGGER `evidence_content_no_update` BEFORE UPDATE ON `evidence_content` BEGIN
	SELECT RAISE(ABORT, 'evidence_content only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `evidence_content_no_delete` BEFORE DELETE ON `evidence_content` BEGIN
	SELECT RAISE(ABORT, 'evidence_content only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `evidence_file_no_delete` BEFORE DELETE ON `evidence_file` BEGIN
	SELECT RAISE(ABORT, 'evidence_file only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `entry_batch_no_delete` BEFORE DELETE ON `entry_batch` BEGIN
	SELECT RAISE(ABORT, 'entry_batch only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `entry_batch_item_no_update` BEFORE UPDATE ON `entry_batch_item` BEGIN
	SELECT RAISE(ABORT, 'entry_batch_item only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `entry_batch_item_no_delete` BEFORE DELETE ON `entry_batch_item` BEGIN
	SELECT RAISE(ABORT, 'entry_batch_item only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `correction_no_delete` BEFORE DELETE ON `correction` BEGIN
	SELECT RAISE(ABORT, 'correction only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `rule_adoption_no_update` BEFORE UPDATE ON `rule_adoption` BEGIN
	SELECT RAISE(ABORT, 'rule_adoption only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `rule_adoption_no_delete` BEFORE DELETE ON `rule_adoption` BEGIN
	SELECT RAISE(ABORT, 'rule_adoption only grows');
END;
