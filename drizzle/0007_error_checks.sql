CREATE TABLE "error_check_rows" (
	"check_id" text NOT NULL,
	"workspace_id" text NOT NULL,
	"chunk" integer NOT NULL,
	"cells" jsonb NOT NULL,
	CONSTRAINT "error_check_rows_checkId_chunk_unique" UNIQUE("check_id","chunk")
);
--> statement-breakpoint
CREATE TABLE "error_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"dataset_id" text,
	"dataset_version" integer,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress" real DEFAULT 0 NOT NULL,
	"rows" integer NOT NULL,
	"header" jsonb NOT NULL,
	"profiles" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"confusions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"noise" real,
	"threshold" real NOT NULL,
	"seed" text NOT NULL,
	"problem" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "error_findings" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"check_id" text NOT NULL,
	"rank" integer NOT NULL,
	"row" integer NOT NULL,
	"column" integer NOT NULL,
	"example_id" text,
	"value" text NOT NULL,
	"suggestion" text,
	"score" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"correction" text,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "error_findings_checkId_row_column_unique" UNIQUE("check_id","row","column")
);
--> statement-breakpoint
ALTER TABLE "error_check_rows" ADD CONSTRAINT "error_check_rows_check_id_error_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."error_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_check_rows" ADD CONSTRAINT "error_check_rows_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_checks" ADD CONSTRAINT "error_checks_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_findings" ADD CONSTRAINT "error_findings_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "error_findings" ADD CONSTRAINT "error_findings_check_id_error_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."error_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "error_checks_workspace_id_id_index" ON "error_checks" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "error_findings_check_id_rank_index" ON "error_findings" USING btree ("check_id","rank");