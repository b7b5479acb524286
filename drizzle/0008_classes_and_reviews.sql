ALTER TABLE "runs" ADD COLUMN "data_class" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "findings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "review" text;--> statement-breakpoint
ALTER TABLE "wire_eval_runs" ADD COLUMN "data_class" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "datasets" ADD COLUMN "data_class" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "data_class" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "examples" ADD COLUMN "data_class" text;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "data_class" text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "data_class" text;--> statement-breakpoint
CREATE INDEX "runs_to_review" ON "runs" USING btree ("workspace_id","app_slug") WHERE "runs"."review" = 'open';--> statement-breakpoint
CREATE INDEX "runs_delicate_answers" ON "runs" USING btree ("workspace_id",md5("answer")) WHERE "runs"."data_class" in ('confidential', 'restricted');--> statement-breakpoint
CREATE INDEX "runs_delicate_conversations" ON "runs" USING btree ("workspace_id","conversation_id") WHERE "runs"."data_class" in ('confidential', 'restricted');