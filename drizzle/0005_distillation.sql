CREATE TABLE "distillations" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"comparison" jsonb NOT NULL,
	"dataset_id" text NOT NULL,
	"dataset_version" integer NOT NULL,
	"dataset_hash" text NOT NULL,
	"status" text NOT NULL,
	"total" integer NOT NULL,
	"report" jsonb,
	"problem" jsonb,
	"actor" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "distilled_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"distillation_id" text NOT NULL,
	"example_id" text NOT NULL,
	"side" text NOT NULL,
	"answer" text NOT NULL,
	"score" double precision NOT NULL,
	"pass" boolean NOT NULL,
	"prompt_tokens" integer NOT NULL,
	"completion_tokens" integer NOT NULL,
	"cost_nanos" bigint,
	"duration_ms" double precision NOT NULL,
	"error" text,
	CONSTRAINT "distilled_answers_distillationId_exampleId_side_unique" UNIQUE("distillation_id","example_id","side")
);
--> statement-breakpoint
CREATE TABLE "distilled_moves" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"distillation_id" text NOT NULL,
	"route" text NOT NULL,
	"share" double precision NOT NULL,
	"override" text,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"rolled_back_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "distillations" ADD CONSTRAINT "distillations_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distilled_answers" ADD CONSTRAINT "distilled_answers_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distilled_answers" ADD CONSTRAINT "distilled_answers_distillation_id_distillations_id_fk" FOREIGN KEY ("distillation_id") REFERENCES "public"."distillations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distilled_moves" ADD CONSTRAINT "distilled_moves_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "distilled_moves" ADD CONSTRAINT "distilled_moves_distillation_id_distillations_id_fk" FOREIGN KEY ("distillation_id") REFERENCES "public"."distillations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "distillations_workspace_id_id_index" ON "distillations" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "distilled_moves_distillation_id_id_index" ON "distilled_moves" USING btree ("distillation_id","id");