ALTER TABLE "model_calls" ADD COLUMN "usage_source" text;--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "hedge_of" text;