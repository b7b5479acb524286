CREATE TABLE "external_spans" (
	"workspace_id" text NOT NULL,
	"run_id" text NOT NULL,
	"span_id" text NOT NULL,
	"parent_id" text,
	"name" text NOT NULL,
	"start_ms" double precision NOT NULL,
	"end_ms" double precision NOT NULL,
	"failed" boolean NOT NULL,
	"attributes" jsonb NOT NULL,
	"events" jsonb NOT NULL,
	CONSTRAINT "external_spans_run_id_span_id_pk" PRIMARY KEY("run_id","span_id")
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "source" text DEFAULT 'platform' NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "trace_id" text;--> statement-breakpoint
ALTER TABLE "external_spans" ADD CONSTRAINT "external_spans_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_spans" ADD CONSTRAINT "external_spans_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "runs_one_a_trace" ON "runs" USING btree ("workspace_id","app_slug","trace_id") WHERE "runs"."trace_id" is not null;