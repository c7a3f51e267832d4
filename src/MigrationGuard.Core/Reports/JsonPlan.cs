using MigrationGuard.Json;
using MigrationGuard.Manifest.Serialization;
using MigrationGuard.Planning.Plan;

namespace MigrationGuard.Reports;

/// <summary>Writes a rollback plan as JSON, for whoever builds their own tools on it and for the record of a rollback.</summary>
internal static class JsonPlan
{
    private static readonly EnumNames<StageKind> Stages = new();

    public static void Write(JsonWriter json, RollbackPlan plan)
    {
        if (!plan.IsNeeded)
        {
            json.Null();
            return;
        }

        json.StartObject()
            .Name("go").Boolean(plan.IsGo)
            .Name("short").Boolean(plan.IsShort)
            .Name("summary").Strings(Texts(plan.Summary))
            .Name("rollForward").Strings(Texts(plan.RollForward));
        json.Name("scope").StartObject()
            .Name("in").Strings(Texts(plan.Scope.In))
            .Name("out").Strings(Texts(plan.Scope.Out))
            .Name("assumptions").Strings(Texts(plan.Scope.Assumptions))
            .End();
        List(json, "externalState", plan.ExternalState, state => json.Name("name").String(state.Name).Name("kind").String(state.Kind).Name("mitigation").String(state.Mitigation));
        List(json, "gaps", plan.Gaps, gap => json.Name("name").String(gap.Name).Name("why").String(gap.Why).Name("supply").String(gap.Supply));
        List(json, "goNoGo", plan.GoNoGo, check => json.Name("what").String(check.What.ToString()).Name("holds").Boolean(check.Holds));
        json.Name("noGoTriggers").Strings(Texts(plan.NoGoTriggers)).Name("safeToRollBack").Strings(Texts(plan.SafeToRollBack));
        json.Name("triggers").StartObject();
        List(json, "automatic", plan.Triggers.Automatic, trigger =>
        {
            json.Name("metric").String(trigger.Metric).Name("threshold").String(trigger.Threshold).Name("default").Boolean(trigger.IsDefault).Name("query");
            OptionalQuery(json, trigger.Query);
        });
        json.Name("manual").Strings(Texts(plan.Triggers.Manual)).Name("authority").Strings(Texts(plan.Triggers.Authority)).Name("start").String(plan.Triggers.Start).End();
        WriteStages(json, plan);
        List(json, "dataRecovery", plan.DataRecovery, table =>
        {
            json.Name("schema").String(table.Schema)
                .Name("table").String(table.Table)
                .Name("columns").Strings(table.Columns)
                .Name("fate").String(NameOf(table.Fate))
                .Name("migration").String(table.MigrationId)
                .Name("what").String(table.What.ToString())
                .Name("written").String(table.Written.ToString())
                .Name("previousRelease").String(table.OldCode.ToString())
                .Name("source").String(table.Source?.ToString())
                .Name("minutes").Number(table.Minutes)
                .Name("find");
            OptionalQuery(json, table.Find);
        });
        json.Name("rollout").Strings(Texts(plan.Rollout));
        List(json, "messages", plan.Messages, message => json.Name("when").String(message.When).Name("to").String(message.To.ToString()).Name("text").String(message.Text));
        json.Name("acceptance").Strings(Texts(plan.Acceptance))
            .Name("temporaryMeasures").Strings(Texts(plan.TemporaryMeasures))
            .Name("ifItFails").Strings(Texts(plan.IfItFails))
            .Name("risks").Strings(Texts(plan.Risks));
        List(json, "followUp", plan.FollowUp, entry => json.Name("within").String(entry.When).Name("actions").Strings(Texts(entry.Actions)));
        List(json, "exitStates", plan.Exits, exit => json.Name("state").String(exit.State).Name("means").String(exit.Means).Name("requires").String(exit.Requires));
        json.Name("record").Strings(Texts(plan.Audit)).End();
    }

    private static string NameOf(DataFate fate) => fate switch
    {
        DataFate.ComesBack => "comesBack",
        DataFate.FromBackup => "fromBackup",
        _ => fate.ToString().ToLowerInvariant(),
    };

    private static void WriteStages(JsonWriter json, RollbackPlan plan)
    {
        var number = 0;
        List(json, "stages", plan.Stages, stage =>
        {
            json.Name("kind").String(Stages.NameOf(stage.Kind)).Name("title").String(stage.Title).Name("why").String(stage.Why?.ToString());
            List(json, "steps", stage.Steps, step =>
            {
                json.Name("number").Number(++number)
                    .Name("action").String(step.Action.ToString())
                    .Name("command").String(step.Command)
                    .Name("shell").String(step.Command is null && step.CheckCommand is null ? null : step.Shell)
                    .Name("sql").String(step.Sql)
                    .Name("check").String(step.Check?.ToString())
                    .Name("checkCommand").String(step.CheckCommand)
                    .Name("expected").String(step.Expected);
                List(json, "queries", step.Queries, query => Query(json, query));
                json.Name("minutes").Number(step.Minutes)
                    .Name("limitMinutes").Number(step.LimitMinutes)
                    .Name("destructive").Boolean(step.Destructive)
                    .Name("onFailure").String(step.OnFailure?.ToString())
                    .Name("notes").Strings(Texts(step.Notes));
            });
        });
    }

    private static void OptionalQuery(JsonWriter json, PlanQuery? query)
    {
        if (query is null)
        {
            json.Null();
            return;
        }

        json.StartObject();
        Query(json, query);
        json.End();
    }

    private static void Query(JsonWriter json, PlanQuery query) => json
        .Name("about").String(query.About.ToString())
        .Name("sql").String(query.Sql)
        .Name("expected").String(query.Expected)
        .Name("label").String(query.Label)
        .Name("sameAs").String(query.SameAs);

    private static void List<T>(JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.Name(name).StartArray();
        foreach (var item in items)
        {
            json.StartObject();
            write(item);
            json.End();
        }

        json.End();
    }

    private static IEnumerable<string> Texts(IEnumerable<Phrase> phrases) => phrases.Select(phrase => phrase.ToString());
}
