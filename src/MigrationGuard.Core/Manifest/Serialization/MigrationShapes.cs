using MigrationGuard.Model;

namespace MigrationGuard.Manifest.Serialization;

/// <summary>A migration, what is declared on it, and the document around it.</summary>
internal static class MigrationShapes
{
    private static readonly Shape<BackupGateDeclaration> BackupGate = new Shape<BackupGateDeclaration>(new BackupGateDeclaration())
        .Has("tables", Codecs.Texts, o => o.Tables, (o, v) => o with { Tables = v })
        .Has("source", Codecs.OptionalText, o => o.Source, (o, v) => o with { Source = v })
        .Has("runbook", Codecs.OptionalText, o => o.Runbook, (o, v) => o with { Runbook = v })
        .Has("restoreTestedOn", Codecs.OptionalText, o => o.RestoreTestedOn, (o, v) => o with { RestoreTestedOn = v })
        .Has("restoreMinutes", Codecs.OptionalInteger, o => o.RestoreMinutes, (o, v) => o with { RestoreMinutes = v })
        .Has("owner", Codecs.OptionalText, o => o.Owner, (o, v) => o with { Owner = v })
        .Has("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v });

    private static readonly Shape<ExpandContractDeclaration> ExpandContract =
        new Shape<ExpandContractDeclaration>(new ExpandContractDeclaration { Phase = MigrationPhase.Expand })
        .Has("phase", Codecs.Enumeration<MigrationPhase>(), o => o.Phase, (o, v) => o with { Phase = v })
        .Has("expandedBy", Codecs.OptionalText, o => o.ExpandedBy, (o, v) => o with { ExpandedBy = v })
        .Has("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v });

    private static readonly Shape<AcceptHazardDeclaration> AcceptHazard = new Shape<AcceptHazardDeclaration>(new AcceptHazardDeclaration { Rule = "" })
        .Has("rule", Codecs.Text, o => o.Rule, (o, v) => o with { Rule = v })
        .Has("reason", Codecs.Text, o => o.Reason, (o, v) => o with { Reason = v })
        .Has("owner", Codecs.OptionalText, o => o.Owner, (o, v) => o with { Owner = v })
        .Has("until", Codecs.OptionalText, o => o.Until, (o, v) => o with { Until = v })
        .Has("issue", Codecs.OptionalText, o => o.Issue, (o, v) => o with { Issue = v })
        .Has("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v });

    private static readonly Shape<ForwardOnlyDeclaration> ForwardOnly = new Shape<ForwardOnlyDeclaration>(new ForwardOnlyDeclaration())
        .Has("reason", Codecs.Text, o => o.Reason, (o, v) => o with { Reason = v })
        .Has("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v });

    private static readonly Shape<MigrationDeclarations> Declarations = new Shape<MigrationDeclarations>(MigrationDeclarations.None)
        .Has("backupGates", Codecs.List(BackupGate), o => o.BackupGates, (o, v) => o with { BackupGates = v })
        .Has("expandContract", Codecs.Optional(ExpandContract), o => o.ExpandContract, (o, v) => o with { ExpandContract = v })
        .Has("accepted", Codecs.List(AcceptHazard), o => o.Accepted, (o, v) => o with { Accepted = v })
        .Has("forwardOnly", Codecs.Optional(ForwardOnly), o => o.ForwardOnly, (o, v) => o with { ForwardOnly = v });

    private static readonly Shape<MigrationBody> Body = new Shape<MigrationBody>(new MigrationBody())
        .Has("kind", Codecs.Enumeration<BodyKind>(), o => o.Kind, (o, v) => o with { Kind = v })
        .Has("declaredIn", Codecs.OptionalText, o => o.DeclaredIn, (o, v) => o with { DeclaredIn = v })
        .Has("throws", Codecs.Boolean, o => o.Throws, (o, v) => o with { Throws = v })
        .Has("thrown", Codecs.OptionalText, o => o.Thrown, (o, v) => o with { Thrown = v })
        .Has("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v })
        .Has("operations", OperationShapes.List, o => o.Operations, (o, v) => o with { Operations = v });

    private static readonly Shape<SourceFile> File = new Shape<SourceFile>(new SourceFile("", "", ""))
        .Has("path", Codecs.Text, o => o.Path, (o, v) => o with { Path = v })
        .Has("checksum", Codecs.Text, o => o.Checksum, (o, v) => o with { Checksum = v })
        .Has("algorithm", Codecs.Text, o => o.Algorithm, (o, v) => o with { Algorithm = v });

    private static readonly Shape<ModelTable> ModelTable = new Shape<ModelTable>(new ModelTable { Table = "" })
        .Has("schema", Codecs.OptionalText, o => o.Schema, (o, v) => o with { Schema = v })
        .Has("table", Codecs.Text, o => o.Table, (o, v) => o with { Table = v })
        .Has("definition", OperationShapes.List, o => o.Definition, (o, v) => o with { Definition = v });

    private static readonly Shape<Migration> Migration = new Shape<Migration>(new Migration { Id = "", Framework = Framework.EfCore, ClassName = "" })
        .Has("id", Codecs.Text, o => o.Id, (o, v) => o with { Id = v })
        .Has("framework", Codecs.Enumeration<Framework>(), o => o.Framework, (o, v) => o with { Framework = v })
        .Has("frameworkVersion", Codecs.OptionalText, o => o.FrameworkVersion, (o, v) => o with { FrameworkVersion = v })
        .Has("kind", Codecs.Enumeration<MigrationKind>(), o => o.Kind, (o, v) => o with { Kind = v })
        .Has("neverRunsBecause", Codecs.OptionalText, o => o.NeverRunsBecause, (o, v) => o with { NeverRunsBecause = v })
        .Has("context", Codecs.OptionalText, o => o.Context, (o, v) => o with { Context = v })
        .Has("class", Codecs.Text, o => o.ClassName, (o, v) => o with { ClassName = v })
        .Has("span", Codecs.Span, o => o.Span, (o, v) => o with { Span = v })
        .Has("version", Codecs.OptionalLong, o => o.Version, (o, v) => o with { Version = v })
        .Has("description", Codecs.OptionalText, o => o.Description, (o, v) => o with { Description = v })
        .Has("noTransaction", Codecs.Boolean, o => o.NoTransaction, (o, v) => o with { NoTransaction = v })
        .Has("breakingChange", Codecs.Boolean, o => o.BreakingChange, (o, v) => o with { BreakingChange = v })
        .Has("tags", Codecs.Texts, o => o.Tags, (o, v) => o with { Tags = v })
        .Has("declarations", Declarations, o => o.Declarations, (o, v) => o with { Declarations = v })
        .Has("up", Body, o => o.Up, (o, v) => o with { Up = v })
        .Has("down", Body, o => o.Down, (o, v) => o with { Down = v })
        .Has("files", Codecs.List(File), o => o.Files, (o, v) => o with { Files = v })
        .Has("modelReading", Codecs.Enumeration<ModelReading>(), o => o.ModelReading, (o, v) => o with { ModelReading = v })
        .Has("modelTables", Codecs.List(ModelTable), o => o.ModelTables, (o, v) => o with { ModelTables = v });

    private static readonly Shape<ManifestSettings> Settings = new Shape<ManifestSettings>(new ManifestSettings())
        .Has("released", Codecs.Text, o => o.Released, (o, v) => o with { Released = v })
        .Has("engine", Codecs.Text, o => o.Engine, (o, v) => o with { Engine = v })
        .Has("configurationHash", Codecs.Text, o => o.ConfigurationHash, (o, v) => o with { ConfigurationHash = v });

    private static readonly Shape<SeverityOverride> Severity = new Shape<SeverityOverride>(new SeverityOverride("", "", ""))
        .Has("rule", Codecs.Text, o => o.Rule, (o, v) => o with { Rule = v })
        .Has("severity", Codecs.Text, o => o.Severity, (o, v) => o with { Severity = v })
        .Has("by", Codecs.Text, o => o.By, (o, v) => o with { By = v });

    /// <summary>
    /// The document. Its blank is of no version, by no tool and not complete: what decides whether a manifest may be trusted is always written, and a document that does
    /// not say it is not trusted.
    /// </summary>
    public static Shape<ManifestDocument> Document { get; } =
        new Shape<ManifestDocument>(new ManifestDocument { SchemaVersion = 0, ToolVersion = "", Complete = false })
        .Has("schemaVersion", Codecs.Integer, o => o.SchemaVersion, (o, v) => o with { SchemaVersion = v })
        .Has("toolVersion", Codecs.Text, o => o.ToolVersion, (o, v) => o with { ToolVersion = v })
        .Has("project", Codecs.Text, o => o.Project, (o, v) => o with { Project = v })
        .Has("assembly", Codecs.Text, o => o.Assembly, (o, v) => o with { Assembly = v })
        .Has("targetFramework", Codecs.OptionalText, o => o.TargetFramework, (o, v) => o with { TargetFramework = v })
        .Has("projectFolder", Codecs.OptionalText, o => o.ProjectFolder, (o, v) => o with { ProjectFolder = v })
        .Has("complete", Codecs.Boolean, o => o.Complete, (o, v) => o with { Complete = v })
        .Has("error", Codecs.OptionalText, o => o.Error, (o, v) => o with { Error = v })
        .Has("settings", Settings, o => o.Settings, (o, v) => o with { Settings = v })
        .Has("providerReferences", Codecs.List(Codecs.Enumeration<Engine>()), o => o.ProviderReferences, (o, v) => o with { ProviderReferences = v })
        .Has("severities", Codecs.List(Severity), o => o.Severities, (o, v) => o with { Severities = v })
        .Has("migrations", Codecs.List(Migration), o => o.Migrations, (o, v) => o with { Migrations = v });
}
