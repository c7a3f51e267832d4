using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>A provider a body can run with.</summary>
/// <param name="Flag">Its flag in the model.</param>
/// <param name="Name">The provider name EF Core gives to migrations; null stands for every name that is not in <see cref="All"/>.</param>
internal sealed record ProviderVariant(Providers Flag, string? Name)
{
    /// <summary>Every provider that is told apart. MySQL has two providers whose names differ.</summary>
    public static IReadOnlyList<ProviderVariant> All { get; } =
    [
        new(Providers.PostgreSql, "Npgsql.EntityFrameworkCore.PostgreSQL"),
        new(Providers.SqlServer, "Microsoft.EntityFrameworkCore.SqlServer"),
        new(Providers.MySql, "Pomelo.EntityFrameworkCore.MySql"),
        new(Providers.MySql, "MySql.EntityFrameworkCore"),
        new(Providers.Sqlite, "Microsoft.EntityFrameworkCore.Sqlite"),
        new(Providers.Oracle, "Oracle.EntityFrameworkCore"),
        new(Providers.Other, null),
    ];

    /// <summary>The providers a compilation may run on: of two MySQL providers only the one it references, when it references just one.</summary>
    public static IReadOnlyList<ProviderVariant> Of(Compilation compilation)
    {
        var referenced = new HashSet<string>(compilation.ReferencedAssemblyNames.Select(assembly => assembly.Name), StringComparer.OrdinalIgnoreCase);
        var several = All.Where(variant => variant.Flag == Providers.MySql && referenced.Contains(variant.Name!)).ToArray();
        return several.Length == 1 ? [.. All.Where(variant => variant.Flag != Providers.MySql || variant == several[0])] : All;
    }

    /// <summary>Whether <paramref name="name"/> is one of the names that are told apart.</summary>
    public static bool IsKnownName(string name)
    {
        foreach (var variant in All)
        {
            if (variant.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Ends a run that asked for the provider before one was chosen: the body is then run once for each.</summary>
internal sealed class ProviderAskedException : Exception;

/// <summary>Ends a run that does more work than is sensible.</summary>
internal sealed class BudgetExceededException : Exception;
