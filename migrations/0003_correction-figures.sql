CREATE TABLE `correction_figure` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`correction_id` integer NOT NULL,
	`fiscal_year` integer NOT NULL,
	`district_id` integer,
	`from_revision` integer,
	`to_revision` integer,
	`entered_text` text,
	`figure_digits` integer,
	`figure_scale` integer,
	`leave_reason` text,
	FOREIGN KEY (`correction_id`) REFERENCES `correction`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district_id`) REFERENCES `district`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "correction_figure_value" CHECK(("correction_figure"."figure_digits" is null) = ("correction_figure"."figure_scale" is null) and coalesce("correction_figure"."figure_scale", 0) between 0 and 12),
	CONSTRAINT "correction_figure_kind" CHECK(("correction_figure"."entered_text" is null and "correction_figure"."figure_digits" is null) = ("correction_figure"."leave_reason" is not null)),
	CONSTRAINT "correction_figure_leave" CHECK("correction_figure"."leave_reason" is null or length(trim("correction_figure"."leave_reason")) > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `correction_figure_city` ON `correction_figure` (`correction_id`,`fiscal_year`) WHERE district_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX `correction_figure_district` ON `correction_figure` (`correction_id`,`fiscal_year`,`district_id`) WHERE district_id is not null;
--> statement-breakpoint
CREATE TRIGGER `correction_figure_no_update` BEFORE UPDATE OF `id`, `correction_id`, `fiscal_year`, `district_id`, `from_revision`, `entered_text`, `figure_digits`, `figure_scale`, `leave_reason` ON `correction_figure` BEGIN
	SELECT RAISE(ABORT, 'correction_figure only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `correction_figure_no_delete` BEFORE DELETE ON `correction_figure` BEGIN
	SELECT RAISE(ABORT, 'correction_figure only grows');
END;
