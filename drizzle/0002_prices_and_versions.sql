CREATE TABLE "model_prices" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"input" double precision NOT NULL,
	"cached" double precision,
	"output" double precision NOT NULL,
	"by" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"until" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "price" text;--> statement-breakpoint
ALTER TABLE "model_calls" ADD COLUMN "run" text;--> statement-breakpoint
ALTER TABLE "model_prices" ADD CONSTRAINT "model_prices_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "model_prices_one_holds" ON "model_prices" USING btree ("workspace_id","provider","model") WHERE "model_prices"."until" is null;--> statement-breakpoint
CREATE INDEX "model_calls_by_run" ON "model_calls" USING btree ("workspace_id","run") WHERE "model_calls"."run" is not null;