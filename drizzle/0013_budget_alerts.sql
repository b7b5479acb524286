CREATE TABLE "budget_alerts" (
	"workspace_id" text NOT NULL,
	"limit_id" text NOT NULL,
	"mark" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_alerts_limit_id_mark_pk" PRIMARY KEY("limit_id","mark")
);
--> statement-breakpoint
ALTER TABLE "budget_alerts" ADD CONSTRAINT "budget_alerts_workspace_id_workspaces_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_alerts" ADD CONSTRAINT "budget_alerts_limit_id_model_limits_id_fk" FOREIGN KEY ("limit_id") REFERENCES "public"."model_limits"("id") ON DELETE cascade ON UPDATE no action;