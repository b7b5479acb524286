CREATE TABLE "model_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"rule" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" text NOT NULL,
	"member_id" text,
	"groups" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"app" text,
	"version" integer,
	"route" text,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"path" text NOT NULL,
	"stream" boolean NOT NULL,
	"status" integer NOT NULL,
	"code" text,
	"attempts" integer DEFAULT 1 NOT NULL,
	"prompt_tokens" integer DEFAULT 0 NOT NULL,
	"cached_tokens" integer DEFAULT 0 NOT NULL,
	"completion_tokens" integer DEFAULT 0 NOT NULL,
	"cost_nanos" bigint,
	"duration_ms" real NOT NULL,
	"first_token_ms" real,
	"cache" text,
	"data_class" text DEFAULT 'internal' NOT NULL,
	"findings" jsonb
);
--> statement-breakpoint
CREATE TABLE "model_routes" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"slug" text NOT NULL,
	"definition" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_routes_workspaceId_slug_unique" UNIQUE("workspace_id","slug")
);
--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "kind" text DEFAULT 'openai' NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "providers" ADD COLUMN "data_classes" jsonb DEFAULT '["public","internal"]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "model_limits" ADD CONSTRAINT "model_limits_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_routes" ADD CONSTRAINT "model_routes_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_calls_by_time" ON "model_calls" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "model_calls_failed" ON "model_calls" USING btree ("workspace_id","at") WHERE "model_calls"."code" is not null;