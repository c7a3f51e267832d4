using System.Globalization;
using MigrationGuard.Model;
using MigrationGuard.Planning;
using MigrationGuard.Rollback;
using MigrationGuard.Rules;
using MigrationGuard.Schema;

namespace MigrationGuard.Gates;

/// <summary>
/// Decides whether a deployment may go on: every unreleased migration that rewrites, loses or may lose data needs a backup gate that holds, or must be a proven
/// contract step. Nothing else opens the gate.
/// </summary>
internal static class GateKeeper
{
    public static GateDecision Decide(Deployment deployment, IReadOnlyList<Finding> hazards, IReadOnlyList<MigrationRollback> rollbacks, GuardInputs inputs)
    {
        var verdict = new Verdict();
        foreach (var problem in deployment.Problems)
        {
            verdict.Add(problem);
        }

        var byClass = hazards.ToLookup(hazard => hazard.ClassName, StringComparer.Ordinal);
        var byMigration = rollbacks.ToLookup(rollback => (rollback.MigrationId, rollback.ClassName));
        foreach (var context in deployment.Contexts)
        {
            foreach (var step in context.Steps)
            {
                if (step.Released)
                {
                    continue;
                }

                if (byMigration[(step.Migration.Id, step.Migration.ClassName)].FirstOrDefault() is { } rollback)
                {
                    Judge(context, step, rollback, inputs, verdict);
                }

                foreach (var finding in AcknowledgementLedger.Check(context, step, byClass[step.Migration.ClassName].ToList(), deployment.CustomRules, inputs.Today))
                {
                    verdict.Add(finding);
                }

                // Whoever writes a rule with severity error wants the deployment to stop.
                foreach (var finding in byClass[step.Migration.ClassName])
                {
                    if (finding is { Severity: Severity.Error, Accepted: null } && deployment.CustomRules.Any(rule => rule.Id == finding.Rule))
                    {
                        verdict.Add(finding);
                    }
                }
            }
        }

        if (inputs.Backup is { } backup)
        {
            foreach (var finding in BackupCoverage.Check(deployment, rollbacks, backup))
            {
                verdict.Add(finding, ["backup"]);
            }
        }

        return new GateDecision { Failures = verdict.Failures, Warnings = verdict.Warnings, Gates = verdict.Gates };
    }

    /// <summary>The verified gates of one migration; the rollback class depends on them.</summary>
    public static MigrationGates Verify(ContextDeployment context, MigrationStep step, ImpactSummary impact, GuardInputs inputs)
    {
        var backups = new List<BackupGateDeclaration>();
        foreach (var gate in step.Migration.Declarations.BackupGates)
        {
            if (!BackupGates.Check(context, step, gate, impact.Tables, inputs).Any())
            {
                backups.Add(gate);
            }
        }

        var uncovered = impact.Tables.Where(table => table.CopiedTo is null && !IsCovered(table, backups, context.Engine)).ToList();
        return new MigrationGates(backups, ContractGates.IsProven(context, step), uncovered);
    }

    private static void Judge(ContextDeployment context, MigrationStep step, MigrationRollback rollback, GuardInputs inputs, Verdict verdict)
    {
        var declarations = step.Migration.Declarations;
        if (rollback.Impact < DataImpact.Rewrites)
        {
            ReportUseless(context, step, verdict);
            return;
        }

        var summary = new ImpactSummary(rollback.Impact, rollback.Impacted);
        var gates = Verify(context, step, summary, inputs);
        ReportCopies(step, rollback, verdict);
        foreach (var gate in declarations.BackupGates)
        {
            CheckBackup(context, step, rollback, gate, inputs, verdict);
        }

        var contract = declarations.ExpandContract is { Phase: MigrationPhase.Contract } ? declarations.ExpandContract : null;
        var holds = contract is not null && CheckContract(context, step, contract, gates, verdict);
        if (gates.Uncovered.Count == 0 || (holds && !gates.Uncovered.Any(IsUnknown)))
        {
            return;
        }

        if (holds)
        {
            verdict.Add(Uncovered(context, step, "MG6004", contract!.Span, gates.Uncovered.Where(IsUnknown).ToList(), "contract not proven",
                "The contract gate of " + step.Migration.Id + " cannot vouch for what is not understood: "), ["backup"]);
        }
        else if (contract is null && gates.Backups.Count > 0)
        {
            verdict.Add(Uncovered(context, step, "MG6002", gates.Backups[0].Span, gates.Uncovered, "backup gate incomplete",
                "The backup gate of " + step.Migration.Id + " does not cover everything that is rewritten or lost: "), ["backup"]);
        }
        else if (declarations.BackupGates.Count == 0 && contract is null)
        {
            verdict.Add(Missing(context, step, gates.Uncovered), ["backup", "expandContract"]);
        }
    }

    private static void CheckBackup(ContextDeployment context, MigrationStep step, MigrationRollback rollback, BackupGateDeclaration gate, GuardInputs inputs, Verdict verdict)
    {
        var findings = BackupGates.Check(context, step, gate, rollback.Impacted, inputs).ToList();
        foreach (var finding in findings)
        {
            verdict.Add(finding, ["backup"]);
        }

        foreach (var written in gate.Tables)
        {
            if (!string.IsNullOrWhiteSpace(written) && !rollback.Impacted.Any(table => TableNames.Means(written, table, context.Engine)))
            {
                verdict.Add(GateFindings.Of(
                    context,
                    step,
                    "MG6005",
                    gate.Span,
                    written.Trim(),
                    "names a table that is not touched",
                    "remove the name",
                    "The backup gate of " + step.Migration.Id + " names " + written.Trim() + ", whose rows the migration neither rewrites nor loses.",
                    Severity.Warning));
            }
        }

        verdict.Gates.Add(new VerifiedGate(step.Migration.Id, "backup", findings.Count == 0, BackupGates.Summary(gate))
        {
            ClassName = step.Migration.ClassName,
            RestoreMinutes = gate.RestoreMinutes,
        });
    }

    /// <summary>Whether the contract gate holds for every table that nothing else covers.</summary>
    private static bool CheckContract(ContextDeployment context, MigrationStep step, ExpandContractDeclaration gate, MigrationGates gates, Verdict verdict)
    {
        var holds = true;
        foreach (var gap in ContractGates.Gaps(context, step, gate))
        {
            // What a backup gate or a copy covers needs no replacement.
            if (gap.TableKey is null || gates.Uncovered.Any(table => SchemaNames.TableKey(table.Schema, table.Table, context.Engine) == gap.TableKey))
            {
                verdict.Add(ContractGates.ToFinding(context, step, gate, gap), ["expandContract"]);
                holds = false;
            }
        }

        verdict.Gates.Add(new VerifiedGate(
            step.Migration.Id,
            "expandContract",
            gates.Contract,
            string.IsNullOrWhiteSpace(gate.ExpandedBy) ? "contract" : "contract of " + gate.ExpandedBy!.Trim())
        {
            ClassName = step.Migration.ClassName,
        });
        return holds;
    }

    private static void ReportCopies(MigrationStep step, MigrationRollback rollback, Verdict verdict)
    {
        foreach (var table in rollback.Impacted)
        {
            if (table.CopiedTo is { } copy)
            {
                verdict.Gates.Add(new VerifiedGate(step.Migration.Id, "backup", true, TableNames.Show(table) + " is copied to " + copy + " before it is touched")
                {
                    ClassName = step.Migration.ClassName,
                });
            }
        }
    }

    private static void ReportUseless(ContextDeployment context, MigrationStep step, Verdict verdict)
    {
        foreach (var gate in step.Migration.Declarations.BackupGates)
        {
            verdict.Add(Useless(context, step, gate.Span, "backup gate"));
        }

        if (step.Migration.Declarations.ExpandContract is { Phase: MigrationPhase.Contract } contract)
        {
            verdict.Add(Useless(context, step, contract.Span, "contract gate"));
        }
    }

    private static Finding Useless(ContextDeployment context, MigrationStep step, SourceSpan span, string gate) =>
        GateFindings.Of(
            context,
            step,
            "MG6005",
            span,
            "",
            gate + " without data impact",
            "remove it",
            "The " + gate + " of " + step.Migration.Id + " guards nothing: the migration rewrites and loses no row. Remove it, so that people keep believing the others.",
            Severity.Warning);

    private static Finding Missing(ContextDeployment context, MigrationStep step, IReadOnlyList<ImpactedTable> tables)
    {
        var names = string.Join(", ", tables.Select(table => "\"" + TableNames.Show(table).Replace("\\", "\\\\").Replace("\"", "\\\"") + "\""));
        var expand = step.Migration.Declarations.ExpandContract is { Phase: MigrationPhase.Expand }
            ? " Being an expand step does not open the gate: an expand step only adds."
            : "";
        var released = context.Releases == ReleaseKnowledge.Unstated && step.Migration.Kind == MigrationKind.Versioned
            ? " If it already ran in production, set MigrationGuardReleased to the last released id, or to none when nothing was released yet."
            : "";
        return GateFindings.Of(
            context,
            step,
            "MG6001",
            step.Migration.Span,
            string.Join(", ", tables.Select(TableNames.Show)),
            "data impact without a gate",
            "add a backup gate or an expand/contract gate",
            "Migration " + step.Migration.Id + " changes or loses data and has no gate: " + List(tables) + ". Add [BackupGate(" + names
                + ", Source = …, Runbook = …, RestoreTestedOn = …, RestoreMinutes = …)], or, if an earlier release already moved the data, "
                + "[ExpandContract(MigrationPhase.Contract, ExpandedBy = …)]." + expand + released);
    }

    private static Finding Uncovered(ContextDeployment context, MigrationStep step, string rule, SourceSpan span, IReadOnlyList<ImpactedTable> tables, string effect, string lead)
    {
        var names = string.Join(", ", tables.Select(TableNames.Show));
        return GateFindings.Of(
            context,
            step,
            rule,
            span,
            names,
            effect,
            "cover it by a backup gate",
            lead + List(tables) + ". Name " + names + " in a backup gate" + (tables.Any(IsUnknown) ? "; \"*\" stands for the whole database, which is needed where nobody can say which table is touched." : "."));
    }

    private static string List(IReadOnlyList<ImpactedTable> tables)
    {
        const int most = 10;
        var text = string.Join("; ", tables.Take(most).Select(table => (IsUnknown(table) ? "a table that is not known" : TableNames.Show(table)) + " (" + table.What + ")"));
        return tables.Count > most ? text + "; and " + (tables.Count - most).ToString(CultureInfo.InvariantCulture) + " more tables" : text;
    }

    private static bool IsCovered(ImpactedTable table, IReadOnlyList<BackupGateDeclaration> backups, Engine engine) =>
        backups.Any(gate => gate.Tables.Any(written => TableNames.Means(written, table, engine)));

    private static bool IsUnknown(ImpactedTable table) => table.Table == ImpactSummary.UnknownTable;

    private sealed class Verdict
    {
        public List<GateFailure> Failures { get; } = [];

        public List<Finding> Warnings { get; } = [];

        public List<VerifiedGate> Gates { get; } = [];

        public void Add(Finding finding, IReadOnlyList<string>? missing = null)
        {
            if (finding.Severity == Severity.Error)
            {
                Failures.Add(new GateFailure(finding, missing ?? []));
            }
            else
            {
                Warnings.Add(finding);
            }
        }
    }
}

/// <summary>The gates of one migration that hold.</summary>
/// <param name="Backups">The backup gates that hold.</param>
/// <param name="Contract">Whether it is a contract step and the whole proof of that was found.</param>
/// <param name="Uncovered">The impacted tables that neither a backup gate nor a copy covers.</param>
internal sealed record MigrationGates(IReadOnlyList<BackupGateDeclaration> Backups, bool Contract, IReadOnlyList<ImpactedTable> Uncovered);
