using System.Text;
using System.Text.RegularExpressions;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Planning.Plan;

namespace MigrationGuard.Reports;

/// <summary>A file of a rollback script.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Text">Its text, with <c>\n</c>.</param>
public sealed record ScriptFile(string Name, string Text);

/// <summary>
/// Writes a plan as files to be reviewed: <c>rollback.sh</c> with every step, and a <c>.sql</c> file for each step that changes rows. The script refuses to run without the
/// confirmations that the plan demands, runs one step after the other, compares what a check answers with what the plan says, and stops at the first difference.
/// </summary>
public static class RollbackScript
{
    private const string Delimiter = "END_OF_TEXT";

    /// <summary>Why no script can be written for a plan; null when it can.</summary>
    /// <param name="assessment">What was judged.</param>
    /// <param name="incident">What is known about the incident; null when there is none.</param>
    public static string? WhyNot(Assessment assessment, Incident? incident = null)
    {
        var plan = RollbackPlan.Of(incident is null ? assessment : EmergencyPlan.ForIncident(assessment, incident));
        return !plan.IsNeeded ? "no migration of this build is newer than the last released one; redeploying the previous code is all there is to do"
            : !plan.Stages.Any(stage => stage.Kind == StageKind.Code) ? "the way back ends before its first step, so there is nothing to run; the plan says how to mitigate"
            : Engines(assessment).Count > 1 && plan.Steps.Any(step => step.Queries.Count > 0 || step.Sql is not null) ? "the deployment changes databases of several engines; follow the plan by hand"
            : null;
    }

    /// <summary>Writes the files, the script first. The same assessment gives the same files.</summary>
    /// <param name="assessment">What was judged; <see cref="WhyNot"/> must be null for it.</param>
    /// <param name="incident">What is known about the incident; null when there is none.</param>
    public static IReadOnlyList<ScriptFile> Write(Assessment assessment, Incident? incident = null)
    {
        assessment = incident is null ? assessment : EmergencyPlan.ForIncident(assessment, incident);
        var plan = RollbackPlan.Of(assessment);
        var engines = Engines(assessment);
        var engine = engines.Count == 1 ? engines[0] : Engine.Unknown;
        var commands = new MigrationCommands(Framework.EfCore, null, engine, "", assessment.Configuration.Plan.Connection);
        var files = new List<ScriptFile>();
        var steps = new StringBuilder();
        var number = 0;
        foreach (var step in plan.Steps)
        {
            WriteStep(steps, step, ++number, commands, files);
        }

        var text = new StringBuilder();
        WriteHead(text, assessment, plan, commands);
        return [new ScriptFile("rollback.sh", text.Append(steps).Append("\nfinish\n").ToString()), .. files];
    }

    private static IReadOnlyList<Engine> Engines(Assessment assessment) =>
        [.. assessment.Deployment.Contexts.Where(context => context.Steps.Any(step => !step.Released)).Select(context => context.Engine).Distinct()];

    private static void WriteHead(StringBuilder text, Assessment assessment, RollbackPlan plan, MigrationCommands commands)
    {
        var deployment = assessment.Configuration.Plan.Deployment?.Name ?? assessment.Deployment.Project;
        var all = plan.Steps.ToList();
        var destructive = all.Select((step, i) => (step, Number: i + 1)).Where(entry => entry.step.Destructive).ToList();
        text.Append("#!/usr/bin/env bash\n# Rollback of ").Append(Inert.Line(deployment)).Append(", written by MigrationGuard from the rollback plan. Nothing runs it by itself.\n")
            .Append("# Review it with the plan beside it. It asks for every confirmation before the first step, and stops at the first check that does not hold.\n")
            .Append("set -euo pipefail\n\n")
            .Append("deployment=").Append(Quote(deployment)).Append('\n')
            .Append("steps=").Append(Json.Numbers.Text(all.Count)).Append('\n')
            .Append("destructive=(").Append(string.Join(" ", destructive.Select(entry => Json.Numbers.Text(entry.Number)))).Append(")\n")
            .Append("variables=(").Append(string.Join(" ", Variables(all, commands))).Append(")\n\n");
        text.Append("what_is_destroyed() {\n    case $1 in\n");
        foreach (var (step, i) in destructive)
        {
            text.Append("        ").Append(Json.Numbers.Text(i)).Append(") echo ").Append(Quote(step.Action.ToString())).Append(" ;;\n");
        }

        text.Append("    esac\n}\n\nsafe_when() {\n    cat <<'").Append(Delimiter).Append("'\n");
        foreach (var line in plan.SafeToRollBack)
        {
            text.Append("  - ").Append(Inert.Line(line.ToString())).Append('\n');
        }

        text.Append(Delimiter).Append("\n}\n\n# One value of the database.\nask_database() {\n    ").Append(AskDatabase(all, commands)).Append("\n}\n\n").Append(Functions).Append('\n');
    }

    private static void WriteStep(StringBuilder text, PlanStep step, int number, MigrationCommands commands, List<ScriptFile> files)
    {
        text.Append("\nstep ").Append(Json.Numbers.Text(number)).Append(' ').Append(Quote(step.Action.ToString())).Append(' ').Append(Quote(step.OnFailure?.ToString() ?? "Stop and ask for help.")).Append('\n');
        foreach (var note in step.Notes)
        {
            text.Append("# ").Append(Inert.Line(note.ToString())).Append('\n');
        }

        var manual = step.Command is null && step.Sql is null && step.Queries.Count == 0;
        if (step.Command is { } command)
        {
            if (step.Shell != "bash")
            {
                Block(text, "by_hand " + Quote("Run this in " + step.Shell + ":"), command);
            }
            else
            {
                Block(text, step.CheckCommand is null && step.Expected is { } answer ? "answers " + Quote(answer) : "run", command);
            }
        }

        if (step.Sql is { } sql)
        {
            var file = "step-" + Json.Numbers.Text(number).PadLeft(2, '0') + ".sql";
            if (commands.RunStatements("\"$here\"/" + file, MigrationCommands.ReadsBackup(sql)) is { } runs)
            {
                files.Add(new ScriptFile(file, "-- " + Inert.Line(step.Action.ToString()) + "\n" + SafeLines(sql) + "\n"));
                Block(text, "run", runs);
            }
            else
            {
                Block(text, "by_hand 'Run this on the database:'", sql);
            }
        }

        if (step.CheckCommand is { } check)
        {
            Block(text, step.Shell != "bash" ? "by_hand " + Quote("Check in " + step.Shell + ": " + step.Check) : step.Expected is { } expected ? "answers " + Quote(expected) : "looks " + Quote(step.Check?.ToString() ?? ""), check);
        }

        foreach (var query in step.Queries)
        {
            var how = query.Expected is { } expected ? "is " + Quote(expected)
                : query.SameAs is { } same ? "is_still " + same
                : query.Label is { } label ? "keep " + label
                : "keep ''";
            Block(text, how + " " + Quote(query.About.ToString()), query.Sql);
        }

        if (manual)
        {
            text.Append("confirm ").Append(Quote(step.Check?.ToString() ?? step.Action.ToString())).Append('\n');
        }

        text.Append("done_with ").Append(Json.Numbers.Text(number)).Append('\n');
    }

    private static void Block(StringBuilder text, string function, string content)
    {
        var delimiter = Delimiter;
        while (content.Split('\n').Contains(delimiter))
        {
            delimiter += "_";
        }

        text.Append(function).Append(" <<'").Append(delimiter).Append("'\n").Append(SafeLines(content)).Append('\n').Append(delimiter).Append('\n');
    }

    private static string AskDatabase(IReadOnlyList<PlanStep> steps, MigrationCommands commands)
    {
        const string Query = "\"$1\"";
        var plain = commands.Ask(Query, readsBackup: false);
        return plain is null ? "echo 'the engine is not known: the queries of the plan cannot be asked' >&2; return 2"
            : commands.BackupBeside() is not null && steps.Any(step => step.Queries.Any(query => MigrationCommands.ReadsBackup(query.Sql)))
                ? "case $1 in *'\"" + EngineSql.Restored + "\".'*) " + commands.Ask(Query, readsBackup: true) + " ;; *) " + plain + " ;; esac"
                : plain;
    }

    /// <summary>The variables that the commands read, and that therefore must be set.</summary>
    private static IEnumerable<string> Variables(IReadOnlyList<PlanStep> steps, MigrationCommands commands)
    {
        var asks = steps.Any(step => step.Queries.Count > 0 || step.Sql is not null) ? AskDatabase(steps, commands) : null;
        var texts = steps.Where(step => step.Shell == "bash").SelectMany(step => new[] { step.Command, step.CheckCommand }).Append(asks).OfType<string>();
        return Regex.Matches(string.Join("\n", texts), @"\$([A-Z][A-Z0-9_]+)\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)).Cast<Match>()
            .Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal);
    }

    private static string Quote(string text) => "'" + Inert.Line(text).Replace("'", "'\\''") + "'";

    private static string SafeLines(string content) => string.Join("\n", content.Split('\n').Select(Inert.Line));

    private const string Functions = """
        here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
        record="$here/rollback-record.txt"
        named='' executed_by='' approved_by='' safe=no approved=' ' show=no from=1 failed=''

        usage() {
            echo "usage: $0 --deployment '$deployment' --executed-by <name> --safe [--approved-by <name> --approve <step> ...] [--from <step>] [--show]"
            echo "--safe says that all of this is true:"
            safe_when
            for number in ${destructive[@]+"${destructive[@]}"}; do echo "--approve $number: $(what_is_destroyed "$number")"; done
            echo "--from continues an interrupted rollback at a step. --show prints the steps and runs none."
        }

        refuse() { echo "refused: $1" >&2; failed=yes; }

        while [ $# -gt 0 ]; do
            case $1 in
                --deployment) named=${2-}; shift ;;
                --executed-by) executed_by=${2-}; shift ;;
                --approved-by) approved_by=${2-}; shift ;;
                --approve) approved="$approved${2-} "; shift ;;
                --from) from=${2-}; shift ;;
                --safe) safe=yes ;;
                --show) show=yes ;;
                --help) usage; exit 0 ;;
                *) refuse "there is no option $1" ;;
            esac
            shift || { usage >&2; exit 2; }
        done

        if [ "$show" = no ]; then
            [ "$named" = "$deployment" ] || refuse "name what is rolled back: --deployment '$deployment'"
            [ -n "$executed_by" ] || refuse "say who runs it: --executed-by <name>"
            [ "$safe" = yes ] || refuse "say with --safe that it is safe to roll back; --help lists when it is"
            case $from in '' | *[!0-9]*) refuse "--from wants the number of a step" ;; esac
            if [ ${#destructive[@]} -gt 0 ]; then
                [ -n "$approved_by" ] || refuse "destructive steps need somebody who approves them: --approved-by <name>"
                [ "$approved_by" != "$executed_by" ] || refuse "whoever approves destructive steps is not the one who runs them"
            fi
            for number in ${destructive[@]+"${destructive[@]}"}; do
                case $approved in *" $number "*) ;; *) refuse "step $number is not approved: $(what_is_destroyed "$number") Approve it with --approve $number" ;; esac
            done
            for name in ${variables[@]+"${variables[@]}"}; do
                [ -n "${!name-}" ] || refuse "the variable $name is not set"
            done
            [ -z "$failed" ] || exit 2
        fi

        exec 3<&0
        current=0 skipped=yes on_failure=''

        note() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >>"$record"; }

        stop() {
            trap - ERR
            { echo; echo "STOPPED in step $current of $steps: $1"; echo "What to do: $on_failure"; echo "The rollback has ended as aborted. Go on with --from $current once the cause is known."; } >&2
            note "step $current: aborted: $1"
            exit 1
        }

        step() {
            current=$1 on_failure=$3 skipped=no
            [ "$1" -ge "$from" ] || skipped=yes
            [ "$skipped" = yes ] || { echo; echo "== Step $1 of $steps: $2"; }
            [ "$show" = yes ] || [ "$skipped" = yes ] || note "step $1: started: $2"
        }

        done_with() { [ "$show" = yes ] || [ "$skipped" = yes ] || note "step $1: done"; }

        # Whether the text that was read only has to be shown, or not even that.
        idle() { [ "$skipped" = yes ] || { [ "$show" = yes ] && printf '%s\n' "$1"; }; }

        execute() { bash -eu -o pipefail -c "$1" </dev/null; }

        run() { local text; text=$(cat); if idle "$text"; then return; fi; printf '%s\n' "$text"; here=$here execute "$text" || stop "the command failed"; }

        answers() {
            local text answer; text=$(cat); if idle "$text"; then return; fi
            printf '%s\n' "$text"; answer=$(execute "$text") || [ "$answer" = "$1" ] || stop "the check failed: $answer"
            [ "$answer" = "$1" ] || stop "the check answers '$answer', not '$1'"
        }

        confirm() {
            local answer=''; if idle "CONFIRM: $1"; then return; fi
            printf '%s\nType done when this is so, anything else stops: ' "$1"; read -r answer <&3 || true; echo
            [ "$answer" = done ] || stop "it was not confirmed"
        }

        looks() { local text; text=$(cat); if idle "$text"; then return; fi; printf '%s\n' "$text"; execute "$text" || stop "the check failed"; confirm "$1"; }

        by_hand() { local text; text=$(cat); if idle "$text"; then return; fi; printf '%s\n%s\n' "$1" "$text"; confirm "It was run, and it worked."; }

        value() { printf '%s\n' "$1" >&2; ask_database "$1" </dev/null || stop "the database does not answer"; }

        is() {
            local text answer; text=$(cat); if idle "$text"; then return; fi
            answer=$(value "$text") || exit 1
            [ "$answer" = "$1" ] || stop "$2: '$answer', not '$1'"
        }

        keep() {
            local text answer; text=$(cat); if idle "$text"; then return; fi
            answer=$(value "$text") || exit 1
            echo "$2: $answer"; note "number $1=$answer $2"
        }

        is_still() {
            local text answer before; text=$(cat); if idle "$text"; then return; fi
            before=$(sed -n "s/^[^ ]* number $1=\([^ ]*\) .*/\1/p" "$record" | tail -n 1)
            answer=$(value "$text") || exit 1
            [ -n "$before" ] && [ "$answer" = "$before" ] || stop "$2: '$answer', and '$before' before"
        }

        finish() {
            [ "$show" = yes ] && return
            echo; echo "All $steps steps are done. Tick off what the plan lists under \"After the rollback\"; then the rollback is completed."
            note "all steps done"
        }

        trap 'stop "a command failed"' ERR
        [ "$show" = yes ] || note "rollback of $deployment: executed by $executed_by, approved by ${approved_by:-nobody}, approved steps:$approved, from step $from"
        """;
}
