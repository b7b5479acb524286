CREATE TABLE "kept_answers" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"route" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"answer" jsonb NOT NULL,
	"scope" text,
	"question" text,
	"vector" "bytea",
	"size" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_answers_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
ALTER TABLE "model_routes" ADD COLUMN "cache_emptied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "kept_answers" ADD CONSTRAINT "kept_answers_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kept_answers_alike" ON "kept_answers" USING btree ("workspace_id","scope","created_at") WHERE "kept_answers"."scope" is not null;--> statement-breakpoint
CREATE INDEX "kept_answers_route" ON "kept_answers" USING btree ("workspace_id","route");--> statement-breakpoint
CREATE INDEX "kept_answers_expiry" ON "kept_answers" USING btree ("expires_at");