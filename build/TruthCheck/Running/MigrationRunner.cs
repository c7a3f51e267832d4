using System.Reflection;
using System.Runtime.Loader;
using MigrationGuard.Model;
using MigrationGuard.TruthCheck.Comparison;

namespace MigrationGuard.TruthCheck.Running;

/// <summary>Runs the code of migrations that builds operations. No database is involved; everything else that the code does, it does.</summary>
public static class MigrationRunner
{
    private const string EfCoreBase = "Microsoft.EntityFrameworkCore.Migrations.Migration";
    private const string FluentInterface = "FluentMigrator.IMigration";

    /// <summary>Runs both directions of every migration class for one provider.</summary>
    /// <param name="assembly">The assembly with the migrations.</param>
    /// <param name="provider">One of the four engines.</param>
    public static IReadOnlyList<BuiltBody> Run(Assembly assembly, Providers provider)
    {
        var bodies = new List<BuiltBody>();
        foreach (var type in LoadableTypes(assembly).Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            Framework? framework = BasesOf(type).Any(parent => parent.FullName == EfCoreBase) ? Framework.EfCore
                : type.GetInterfaces().Any(contract => contract.FullName == FluentInterface) ? Framework.FluentMigrator
                : null;
            if (framework is { } known)
            {
                bodies.Add(Run(type, known, provider, isUp: true));
                bodies.Add(Run(type, known, provider, isUp: false));
            }
        }

        return bodies;
    }

    private static BuiltBody Run(Type type, Framework framework, Providers provider, bool isUp)
    {
        var name = type.FullName!.Replace('+', '.');
        try
        {
            var operations = framework == Framework.EfCore ? EfCore(type, provider, isUp) : FluentMigrator(type, provider, isUp);
            return new(name, isUp, framework, operations, null);
        }
        catch (Exception thrown)
        {
            var inner = thrown is TargetInvocationException { InnerException: { } cause } ? cause : thrown;
            return new(name, isUp, framework, null, inner.GetType().Name + ": " + inner.Message.ReplaceLineEndings(" "));
        }
    }

    private static IReadOnlyList<string> EfCore(Type type, Providers provider, bool isUp)
    {
        dynamic migration = Activator.CreateInstance(type, nonPublic: true)!;
        migration.ActiveProvider = ProviderName(type, provider);
        return [.. ((IEnumerable<object>)(isUp ? migration.UpOperations : migration.DownOperations)).Select(BuiltEfCore.Text)];
    }

    private static string ProviderName(Type type, Providers provider) => provider switch
    {
        Providers.PostgreSql => "Npgsql.EntityFrameworkCore.PostgreSQL",
        Providers.SqlServer => "Microsoft.EntityFrameworkCore.SqlServer",
        Providers.Sqlite => "Microsoft.EntityFrameworkCore.Sqlite",
        _ => type.Assembly.GetReferencedAssemblies().Any(reference => reference.Name == "MySql.EntityFrameworkCore") ? "MySql.EntityFrameworkCore" : "Pomelo.EntityFrameworkCore.MySql",
    };

    /// <summary>Questions about the schema are answered as a database would that is one step away: on the way forward nothing is there yet, on the way back everything is.</summary>
    private static IReadOnlyList<string> FluentMigrator(Type type, Providers provider, bool isUp)
    {
        var contract = type.GetInterfaces().First(candidate => candidate.FullName == FluentInterface);
        var run = contract.GetMethod(isUp ? "GetUpExpressions" : "GetDownExpressions")!;
        var library = run.GetParameters()[0].ParameterType.Assembly;
        var contextType = library.GetType("FluentMigrator.Infrastructure.MigrationContext")
            ?? AssemblyLoadContext.GetLoadContext(library)!.Assemblies.Select(loaded => loaded.GetType("FluentMigrator.Infrastructure.MigrationContext")).First(found => found is not null)!;
        var constructor = contextType.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First();
        var context = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter.ParameterType, provider, exists: !isUp))]);
        run.Invoke(Activator.CreateInstance(type, nonPublic: true), [context]);
        return [.. ((IEnumerable<object>)((dynamic)context).Expressions).SelectMany(FluentText.Of)];
    }

    private static object? Argument(Type type, Providers provider, bool exists) => type.FullName switch
    {
        "FluentMigrator.IQuerySchema" => FakeDatabase.Create(type, provider, exists),
        "System.IServiceProvider" => NoServices.Instance,
        "System.String" => "",
        _ => null,
    };

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            yield return parent;
        }
    }

    private static IEnumerable<Type> LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public static NoServices Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
