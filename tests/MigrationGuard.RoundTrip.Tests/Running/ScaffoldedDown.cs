using System.Collections;
using System.Globalization;
using MigrationGuard.RoundTrip.Histories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace MigrationGuard.RoundTrip.Running;

/// <summary>What EF Core itself holds for the way back: its model differ, asked for the operations from the model after a migration to the one before.</summary>
internal static class ScaffoldedDown
{
    private static readonly HashSet<string> NotCompared = new(StringComparer.Ordinal) { "IsDestructiveChange", "ClrType", "IsReadOnly", "Item", "SuppressTransaction", "PrincipalSchema" };

    /// <summary>Whether Up and Down of a case are, operation by operation and in any order, what EF Core would have scaffolded for its models.</summary>
    public static bool Is(DbContext context)
    {
        var (before, after, change) = Models(context);
        var differ = context.GetService<IMigrationsModelDiffer>();
        return change.DownOperations.Count > 0
            && Texts(differ.GetDifferences(before.GetRelationalModel(), after.GetRelationalModel())).SetEquals(Texts(change.UpOperations))
            && Texts(differ.GetDifferences(after.GetRelationalModel(), before.GetRelationalModel())).SetEquals(Texts(change.DownOperations));
    }

    /// <summary>The number of operations in Down.</summary>
    public static int Count(DbContext context) => Models(context).Change.DownOperations.Count;

    /// <summary>The commands of Down without one of its operations.</summary>
    /// <param name="context">The case's context.</param>
    /// <param name="left">Position of the operation that is left out.</param>
    public static IReadOnlyList<string> CommandsWithout(DbContext context, int left)
    {
        var (before, _, change) = Models(context);
        var operations = change.DownOperations.Where((_, i) => i != left).ToList();
        return [.. context.GetService<IMigrationsSqlGenerator>().Generate(operations, before).Select(command => command.CommandText)];
    }

    private static (IModel Before, IModel After, Migration Change) Models(DbContext context)
    {
        var assembly = context.GetService<IMigrationsAssembly>();
        var initializer = context.GetService<IModelRuntimeInitializer>();
        var change = Create(HistorySources.ChangeId);
        return (Finalized(Create(HistorySources.BeforeId).TargetModel), Finalized(change.TargetModel), change);

        Migration Create(string id) => assembly.CreateMigration(assembly.Migrations[id], context.Database.ProviderName!);

        IModel Finalized(IModel model) => initializer.Initialize(model is IMutableModel mutable ? mutable.FinalizeModel() : model, designTime: true, validationLogger: null);
    }

    private static HashSet<string> Texts(IEnumerable<MigrationOperation> operations) => [.. operations.Select(operation => Text(operation, nested: false))];

    // Of what was before, only what the new side says is compared: the builder keeps less of it.
    private static string Text(object? value, bool nested) => value switch
    {
        null => "",
        string text => text,
        MigrationOperation operation => operation.GetType().Name + "(" + string.Join(
            ", ",
            operation.GetType().GetProperties()
                .Where(property => !NotCompared.Contains(property.Name) && !property.Name.StartsWith("Old", StringComparison.Ordinal) && !(nested && property.Name is "Table" or "Schema"))
                .OrderBy(property => property.Name, StringComparer.Ordinal)
                .Select(property => property.Name + "=" + Text(property.GetValue(operation), nested: true))) + ")",
        IEnumerable list => string.Join("; ", list.Cast<object?>().Select(item => Text(item, nested: true))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
