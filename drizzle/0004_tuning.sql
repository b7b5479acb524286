CREATE TABLE "model_cards" (
	"workspace_id" text NOT NULL,
	"model_id" text NOT NULL,
	"version" integer NOT NULL,
	"reason" text NOT NULL,
	"card" jsonb NOT NULL,
	"markdown" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_cards_model_id_version_pk" PRIMARY KEY("model_id","version")
);
--> statement-breakpoint
CREATE TABLE "text_vectors" (
	"workspace_id" text NOT NULL,
	"model" text NOT NULL,
	"hash" text NOT NULL,
	"vector" "bytea" NOT NULL,
	"tokens" integer NOT NULL,
	CONSTRAINT "text_vectors_workspace_id_model_hash_pk" PRIMARY KEY("workspace_id","model","hash")
);
--> statement-breakpoint
CREATE TABLE "training_examples" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"version_id" text NOT NULL,
	"text" text NOT NULL,
	"labels" jsonb,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"through" text NOT NULL,
	"run_id" text,
	"group" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone,
	"for_validation" boolean DEFAULT false NOT NULL,
	"messages" jsonb,
	"data_class" text NOT NULL,
	"restricted_to" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"text_hash" text NOT NULL,
	"split" text,
	"left_out" text,
	"twin" jsonb
);
--> statement-breakpoint
CREATE TABLE "training_policies" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"policy" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_sets" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"recipe" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "training_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"set_id" text NOT NULL,
	"number" integer NOT NULL,
	"recipe" jsonb NOT NULL,
	"status" text NOT NULL,
	"phase" text DEFAULT 'gather' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"hash" text,
	"used" boolean DEFAULT false NOT NULL,
	"tainted_at" timestamp with time zone,
	"tainted_sources" integer DEFAULT 0 NOT NULL,
	"erased_at" timestamp with time zone,
	"problem" jsonb,
	"report" jsonb,
	"skipped" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"actor" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "training_versions_setId_number_unique" UNIQUE("set_id","number")
);
--> statement-breakpoint
CREATE TABLE "tuned_models" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"method" text NOT NULL,
	"base" text NOT NULL,
	"suffix" text NOT NULL,
	"job_id" text NOT NULL,
	"version_id" text NOT NULL,
	"training_hash" text NOT NULL,
	"options" jsonb NOT NULL,
	"report" jsonb,
	"labels" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"blob_id" text,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"hash" text,
	"tainted_at" timestamp with time zone,
	"tainted_sources" integer DEFAULT 0 NOT NULL,
	"erased_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tuned_models_workspaceId_name_unique" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "tuned_predictions" (
	"workspace_id" text NOT NULL,
	"model_id" text NOT NULL,
	"n" integer NOT NULL,
	"example_id" text NOT NULL,
	"actual" jsonb NOT NULL,
	"predicted" jsonb NOT NULL,
	"probability" double precision NOT NULL,
	"abstained" boolean NOT NULL,
	"right" boolean NOT NULL,
	CONSTRAINT "tuned_predictions_model_id_n_pk" PRIMARY KEY("model_id","n")
);
--> statement-breakpoint
CREATE TABLE "tuning_checkpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"job_id" text NOT NULL,
	"step" integer NOT NULL,
	"point" jsonb,
	"blob_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tuning_events" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"job_id" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"level" text DEFAULT 'info' NOT NULL,
	"code" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"point" jsonb,
	CONSTRAINT "tuning_events_jobId_key_unique" UNIQUE("job_id","key")
);
--> statement-breakpoint
CREATE TABLE "tuning_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"method" text NOT NULL,
	"base" text NOT NULL,
	"suffix" text NOT NULL,
	"version_id" text NOT NULL,
	"options" jsonb NOT NULL,
	"status" text NOT NULL,
	"phase" text DEFAULT 'prepare' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"model_id" text,
	"problem" jsonb,
	"trained_tokens" bigint,
	"wire" jsonb,
	"hosted" jsonb,
	"actor" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "training" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "datasets" ADD COLUMN "training" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "model_cards" ADD CONSTRAINT "model_cards_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_cards" ADD CONSTRAINT "model_cards_model_id_tuned_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."tuned_models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_vectors" ADD CONSTRAINT "text_vectors_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_examples" ADD CONSTRAINT "training_examples_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_examples" ADD CONSTRAINT "training_examples_version_id_training_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."training_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_policies" ADD CONSTRAINT "training_policies_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sets" ADD CONSTRAINT "training_sets_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_versions" ADD CONSTRAINT "training_versions_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_versions" ADD CONSTRAINT "training_versions_set_id_training_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."training_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuned_models" ADD CONSTRAINT "tuned_models_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuned_predictions" ADD CONSTRAINT "tuned_predictions_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuned_predictions" ADD CONSTRAINT "tuned_predictions_model_id_tuned_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."tuned_models"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuning_checkpoints" ADD CONSTRAINT "tuning_checkpoints_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuning_checkpoints" ADD CONSTRAINT "tuning_checkpoints_job_id_tuning_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."tuning_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuning_events" ADD CONSTRAINT "tuning_events_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuning_events" ADD CONSTRAINT "tuning_events_job_id_tuning_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."tuning_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuning_jobs" ADD CONSTRAINT "tuning_jobs_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tuning_jobs" ADD CONSTRAINT "tuning_jobs_version_id_training_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."training_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "training_examples_version_id_id_index" ON "training_examples" USING btree ("version_id","id");--> statement-breakpoint
CREATE INDEX "training_examples_workspace_id_source_id_index" ON "training_examples" USING btree ("workspace_id","source_id");--> statement-breakpoint
CREATE INDEX "training_examples_workspace_id_text_hash_index" ON "training_examples" USING btree ("workspace_id","text_hash");--> statement-breakpoint
CREATE INDEX "training_sets_workspace_id_slug_index" ON "training_sets" USING btree ("workspace_id","slug");--> statement-breakpoint
CREATE INDEX "tuned_models_workspace_id_id_index" ON "tuned_models" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "tuned_models_version_id_index" ON "tuned_models" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "tuning_checkpoints_job_id_id_index" ON "tuning_checkpoints" USING btree ("job_id","id");--> statement-breakpoint
CREATE INDEX "tuning_events_job_id_id_index" ON "tuning_events" USING btree ("job_id","id");--> statement-breakpoint
CREATE INDEX "tuning_jobs_workspace_id_id_index" ON "tuning_jobs" USING btree ("workspace_id","id");