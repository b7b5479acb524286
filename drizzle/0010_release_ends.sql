ALTER TABLE "releases" ADD COLUMN "ended_how" text;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "origin" text;