-- History only grows: rows that say what was are never changed or removed, whoever asks.
CREATE TRIGGER `audit_entry_no_update` BEFORE UPDATE ON `audit_entry` BEGIN
	SELECT RAISE(ABORT, 'audit_entry only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entry_no_delete` BEFORE DELETE ON `audit_entry` BEGIN
	SELECT RAISE(ABORT, 'audit_entry only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `result_revision_no_update` BEFORE UPDATE ON `result_revision` BEGIN
	SELECT RAISE(ABORT, 'result_revision only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `result_revision_no_delete` BEFORE DELETE ON `result_revision` BEGIN
	SELECT RAISE(ABORT, 'result_revision only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `result_event_no_update` BEFORE UPDATE ON `result_event` BEGIN
	SELECT RAISE(ABORT, 'result_event only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `result_event_no_delete` BEFORE DELETE ON `result_event` BEGIN
	SELECT RAISE(ABORT, 'result_event only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `sealed_judgement_no_update` BEFORE UPDATE ON `sealed_judgement` BEGIN
	SELECT RAISE(ABORT, 'sealed_judgement only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `sealed_judgement_no_delete` BEFORE DELETE ON `sealed_judgement` BEGIN
	SELECT RAISE(ABORT, 'sealed_judgement only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `edition_snapshot_no_update` BEFORE UPDATE ON `edition_snapshot` BEGIN
	SELECT RAISE(ABORT, 'edition_snapshot only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `edition_snapshot_no_delete` BEFORE DELETE ON `edition_snapshot` BEGIN
	SELECT RAISE(ABORT, 'edition_snapshot only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `judgement_rule_no_update` BEFORE UPDATE ON `judgement_rule` BEGIN
	SELECT RAISE(ABORT, 'judgement_rule only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `judgement_rule_no_delete` BEFORE DELETE ON `judgement_rule` BEGIN
	SELECT RAISE(ABORT, 'judgement_rule only grows');
END;
--> statement-breakpoint
CREATE TRIGGER `yearly_target_frozen_insert` BEFORE INSERT ON `yearly_target` WHEN (SELECT `state` FROM `edition` WHERE `id` = NEW.`edition_id`) = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `yearly_target_frozen_update` BEFORE UPDATE ON `yearly_target` WHEN (SELECT `state` FROM `edition` WHERE `id` = OLD.`edition_id`) = 'adopted' OR (SELECT `state` FROM `edition` WHERE `id` = NEW.`edition_id`) = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `yearly_target_frozen_delete` BEFORE DELETE ON `yearly_target` WHEN (SELECT `state` FROM `edition` WHERE `id` = OLD.`edition_id`) = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `edition_kpi_frozen_insert` BEFORE INSERT ON `edition_kpi` WHEN (SELECT `state` FROM `edition` WHERE `id` = NEW.`edition_id`) = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `edition_kpi_frozen_update` BEFORE UPDATE ON `edition_kpi` WHEN (SELECT `state` FROM `edition` WHERE `id` = OLD.`edition_id`) = 'adopted' OR (SELECT `state` FROM `edition` WHERE `id` = NEW.`edition_id`) = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `edition_kpi_frozen_delete` BEFORE DELETE ON `edition_kpi` WHEN (SELECT `state` FROM `edition` WHERE `id` = OLD.`edition_id`) = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `edition_frozen_update` BEFORE UPDATE ON `edition` WHEN OLD.`state` = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `edition_frozen_delete` BEFORE DELETE ON `edition` WHEN OLD.`state` = 'adopted' BEGIN
	SELECT RAISE(ABORT, 'an adopted edition is frozen');
END;
