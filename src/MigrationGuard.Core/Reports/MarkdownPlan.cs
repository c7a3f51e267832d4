using System.Globalization;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;
using MigrationGuard.Rollback;
using MigrationGuard.Rollback.Durations;

namespace MigrationGuard.Reports;

/// <summary>Writes a rollback plan into a report. A low-risk deployment gets a few lines; in a long plan, what nobody needs during a rollback is folded.</summary>
internal static class MarkdownPlan
{
    /// <summary>Writes the sections of a plan; nothing when nothing is deployed.</summary>
    public static void Write(MarkdownDocument document, RollbackPlan plan, Assessment assessment)
    {
        if (!plan.IsNeeded)
        {
            return;
        }

        if (plan.IsShort)
        {
            WriteSteps(document, plan, 2);
            document.Heading(2, "Go or no-go");
            document.Paragraph(Verdict(plan) + " Roll back when: "
                + string.Join("; ", plan.Triggers.Automatic.Select(trigger => Lower(trigger.Metric) + " " + trigger.Threshold + Default(trigger))) + ". "
                + string.Join(" ", plan.Triggers.Authority.Select(PhraseMarkdown.Of)));
            document.Bullets(plan.Gaps.Select(Gap));
            return;
        }

        document.Heading(2, "Rolling forward may be safer");
        document.Bullets(plan.RollForward.Select(PhraseMarkdown.Of));
        WriteExternal(document, plan);
        WriteScope(document, plan);
        WriteGoNoGo(document, plan);
        WriteTriggers(document, plan);
        WriteSteps(document, plan, 2);
        WriteData(document, plan, assessment);
        document.Heading(2, "Progressive rollout");
        document.Bullets(plan.Rollout.Select(PhraseMarkdown.Of));
        WriteMessages(document, plan);
        WriteVerification(document, plan);
        document.Heading(2, "Risks and irreversible effects");
        document.Bullets(plan.Risks.Select(PhraseMarkdown.Of));
        WriteAfterwards(document, plan);
    }

    /// <summary>The steps under their stages, numbered through.</summary>
    /// <param name="document">The document.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="level">Level of the heading; 0 for none.</param>
    public static void WriteSteps(MarkdownDocument document, RollbackPlan plan, int level)
    {
        if (level > 0)
        {
            document.Heading(level, "Rollback steps");
        }

        if (plan.Steps.Any(step => step.Destructive))
        {
            document.Paragraph("Steps marked ⚠ destroy or overwrite data themselves: a second person reads the command and approves it before it runs. A step that does not show "
                + "what its check says within its limit has failed: do what stands beside it, and do not go on. Connections stand in environment variables. "
                + "Nothing here runs by itself.");
        }

        var number = 0;
        foreach (var stage in plan.Stages)
        {
            if (plan.Stages.Count > 1)
            {
                document.Paragraph("**" + stage.Title + "**" + (stage.Why is { } why ? " – " + PhraseMarkdown.Of(why) : ""));
            }

            document.Paragraph(string.Join("\n", stage.Steps.Select(step => Step(step, ++number, document.MostEntries))));
        }
    }

    private static string Step(PlanStep step, int number, int most)
    {
        var prefix = Json.Numbers.Text(number) + ". ";
        var indent = "\n" + new string(' ', prefix.Length);
        var text = prefix + (step.Destructive ? "⚠ " : "") + PhraseMarkdown.Of(step.Action);
        var fenced = false;
        foreach (var (language, content) in new[] { (step.Shell, step.Command), ("sql", step.Sql) })
        {
            if (content is not null)
            {
                text += "\n" + indent + Markdown.Fenced(language, SafeLines(content)).Replace("\n", indent);
                fenced = true;
            }
        }

        text += fenced ? "\n" : "";
        foreach (var note in step.Notes)
        {
            text += indent + "- " + PhraseMarkdown.Of(note);
        }

        if (step.Check is { } check)
        {
            text += indent + "- Check: " + PhraseMarkdown.Of(check);
            if (step.CheckCommand is { } command)
            {
                text += " " + Markdown.Code(command) + (step.Expected is { } expected ? " prints " + (expected.Length == 0 ? "nothing" : Markdown.Code(expected)) : "");
            }
        }

        if (step.Queries.Count > 0)
        {
            text += "\n" + indent + Markdown.Fenced("sql", string.Join("\n", step.Queries.Take(most).Select(Query))).Replace("\n", indent) + "\n";
            text += step.Queries.Count > most ? indent + "- … and " + Json.Numbers.Text(step.Queries.Count - most) + " more in `rollback-report.json`." : "";
        }

        text += indent + "- " + (step.Minutes is { } minutes ? "Takes about " + Duration.Text(minutes) + "; given up after " : "Given up after ") + Duration.Text(step.LimitMinutes) + ".";
        return step.OnFailure is { } failure ? text + " If it fails: " + PhraseMarkdown.Of(failure) : text;
    }

    private static string Query(PlanQuery query)
    {
        var expected = query.Expected is { } value ? " -- " + Inert.Line(query.About.ToString()) + ": " + Inert.Line(value)
            : query.SameAs is { } label ? " -- " + Inert.Line(query.About.ToString()) + ": the same as " + label
            : query.Label is { } own ? " -- " + own + ": " + Inert.Line(query.About.ToString())
            : " -- " + Inert.Line(query.About.ToString()) + ": write it down";
        return SafeLines(query.Sql) + expected;
    }

    private static string SafeLines(string content) => string.Join("\n", content.Split('\n').Select(Inert.Line));

    private static void WriteExternal(MarkdownDocument document, RollbackPlan plan)
    {
        document.Heading(2, "State outside of the database");
        document.Table(["What", "Kind", "Mitigation"], [.. plan.ExternalState.Select(state => (IReadOnlyList<string>)[Markdown.Text(state.Name), Markdown.Text(state.Kind), Markdown.Text(state.Mitigation)])]);
    }

    private static void WriteScope(MarkdownDocument document, RollbackPlan plan)
    {
        document.Heading(2, "Scope");
        document.Bullets(
        [
            .. plan.Scope.In.Select(line => "In: " + PhraseMarkdown.Of(line)),
            .. plan.Scope.Out.Select(line => "Out: " + PhraseMarkdown.Of(line)),
            .. plan.Scope.Assumptions.Select(line => "Assumed: " + PhraseMarkdown.Of(line)),
        ]);
    }

    private static void WriteGoNoGo(MarkdownDocument document, RollbackPlan plan)
    {
        document.Heading(2, "Go or no-go");
        document.Paragraph(Verdict(plan));
        if (plan.Gaps.Count > 0)
        {
            document.Paragraph("Missing; each counts as no-go until it is supplied:");
            document.Bullets(plan.Gaps.Select(Gap));
        }

        document.Paragraph("Before deploying:");
        document.Bullets(plan.GoNoGo.Select(check => (check.Holds switch { true => "[x] ", false => "[ ] **no:** ", null => "[ ] " }) + PhraseMarkdown.Of(check.What)));
        document.Paragraph("Abort the rollout half-way when:");
        document.Bullets(plan.NoGoTriggers.Select(PhraseMarkdown.Of));
        document.Paragraph("Safe to roll back only when:");
        document.Bullets(plan.SafeToRollBack.Select(line => "[ ] " + PhraseMarkdown.Of(line)));
    }

    private static string Verdict(RollbackPlan plan) => plan.IsGo
        ? plan.GoNoGo.Any(check => check.Holds is null) ? "**Go, when a person has ticked what is open below.**" : "**Go.**"
        : "**No-go.**" + (plan.Gaps.Count > 0 ? " " + Json.Numbers.Text(plan.Gaps.Count) + (plan.Gaps.Count == 1 ? " input is" : " inputs are") + " missing." : "");

    private static string Gap(PlanGap gap) => Markdown.Code(gap.Name) + ": " + Markdown.Text(gap.Why) + ". Supply it: " + Markdown.Text(gap.Supply);

    private static void WriteTriggers(MarkdownDocument document, RollbackPlan plan)
    {
        document.Heading(2, "Rollback triggers");
        document.Table(
            ["Measured", "Rolled back when"],
            [.. plan.Triggers.Automatic.Select(trigger => (IReadOnlyList<string>)[Markdown.Text(trigger.Metric) + (trigger.Query is { } query ? " " + Markdown.Code(query.Sql) : ""), Markdown.Text(trigger.Threshold) + Default(trigger)])]);
        document.Bullets(
        [
            .. plan.Triggers.Manual.Select(line => "By decision: " + PhraseMarkdown.Of(line)),
            .. plan.Triggers.Authority.Select(PhraseMarkdown.Of),
            .. plan.Triggers.Start is { } start ? ["It starts with " + Markdown.Code(start)] : Array.Empty<string>(),
        ]);
    }

    private static string Default(PlanTrigger trigger) => trigger.IsDefault ? " (default)" : "";

    private static void WriteData(MarkdownDocument document, RollbackPlan plan, Assessment assessment)
    {
        document.Heading(2, "Data recovery");
        document.Table(
            ["Table", "After the rollback", "Written between deployment and rollback", "The previous release", "From where", "How much"],
            [
                .. plan.DataRecovery.Select(table => (IReadOnlyList<string>)
                [
                    PhraseMarkdown.Of(DatabaseRollback.Of(table.Schema, table.Table)) + string.Concat(table.Columns.Select(column => " " + Markdown.Code(column))) + Rows(table, assessment),
                    "**" + Fate(table.Fate) + "**: " + PhraseMarkdown.Of(table.What) + " (" + Markdown.Code(table.MigrationId) + ")",
                    PhraseMarkdown.Of(table.Written),
                    PhraseMarkdown.Of(table.OldCode),
                    table.Source is { } source ? PhraseMarkdown.Of(source) : "",
                    table.Find is { } find ? Markdown.Code(find.Sql) : "",
                ]),
            ]);
    }

    private static string Fate(DataFate fate) => fate switch
    {
        DataFate.Kept => "stays",
        DataFate.ComesBack => "comes back",
        DataFate.FromBackup => "comes back from the backup",
        DataFate.Superseded => "stays removed",
        DataFate.Discarded => "discarded",
        _ => "lost",
    };

    private static string Rows(TableRecovery table, Assessment assessment)
    {
        var full = table.Schema is null ? table.Table : table.Schema + "." + table.Table;
        var size = assessment.Configuration.TableSizes.FirstOrDefault(candidate => candidate.Table == full)
            ?? assessment.Configuration.TableSizes.FirstOrDefault(candidate => candidate.Table == table.Table);
        return size?.Rows is { } rows ? " (" + rows.ToString("N0", CultureInfo.InvariantCulture) + " rows)" : "";
    }

    private static void WriteMessages(MarkdownDocument document, RollbackPlan plan)
    {
        document.Heading(2, "Communication");
        document.Fold("Messages ready to paste");
        foreach (var message in plan.Messages)
        {
            document.Paragraph(char.ToUpperInvariant(message.When[0]) + message.When.Substring(1) + ", to " + PhraseMarkdown.Of(message.To) + ":");
            document.Paragraph(Markdown.Fenced("text", Inert.Line(message.Text)));
        }

        document.EndFold();
    }

    private static void WriteVerification(MarkdownDocument document, RollbackPlan plan)
    {
        document.Heading(2, "After the rollback");
        document.Paragraph("Done when all of this is true:");
        document.Bullets(plan.Acceptance.Select(line => "[ ] " + PhraseMarkdown.Of(line)));
        if (plan.TemporaryMeasures.Count > 0)
        {
            document.Paragraph("Stays for now:");
            document.Bullets(plan.TemporaryMeasures.Select(PhraseMarkdown.Of));
        }

        document.Heading(2, "If the rollback fails");
        document.Bullets(plan.IfItFails.Select(PhraseMarkdown.Of));
    }

    private static void WriteAfterwards(MarkdownDocument document, RollbackPlan plan)
    {
        document.Heading(2, "Follow-up and record");
        document.Fold("Follow-up, record and exit states");
        document.Table(["Within", "To do"], [.. plan.FollowUp.SelectMany(entry => entry.Actions.Select(action => (IReadOnlyList<string>)[Markdown.Text(entry.When), PhraseMarkdown.Of(action)]))]);
        document.Paragraph("The record holds:");
        document.Bullets(plan.Audit.Select(PhraseMarkdown.Of));
        document.Table(["Exit state", "When", "Requires"], [.. plan.Exits.Select(exit => (IReadOnlyList<string>)["**" + exit.State + "**", Markdown.Text(exit.Means), Markdown.Text(exit.Requires)])]);
        document.EndFold();
    }

    private static string Lower(string text) => Markdown.Text(char.ToLowerInvariant(text[0]) + text.Substring(1));
}
