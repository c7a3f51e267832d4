namespace MigrationGuard.Reading;

/// <summary>Library calls that reach outside the migration. They are no operations, so they are reported as unknown with what they touch.</summary>
internal static class Effects
{
    private static readonly (string Namespace, string Touches)[] Namespaces =
    [
        ("System.Data", "connection"),
        ("Microsoft.Data", "connection"),
        ("Npgsql", "connection"),
        ("MySqlConnector", "connection"),
        ("MySql.Data", "connection"),
        ("Oracle.ManagedDataAccess", "connection"),
        ("Dapper", "connection"),
        ("MongoDB", "connection"),
        ("StackExchange.Redis", "connection"),
        ("System.Net.Mail", "mail"),
        ("MailKit", "mail"),
        ("MimeKit", "mail"),
        ("System.Net", "network"),
        ("RestSharp", "network"),
        ("Grpc", "network"),
        ("Microsoft.Win32", "process"),
    ];

    /// <summary>What a method without source touches; null when nothing that matters.</summary>
    public static string? Of(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null)
        {
            return null;
        }

        var name = FullName(type);
        switch (name)
        {
            case "System.IO.File" or "System.IO.FileInfo" or "System.IO.Directory" or "System.IO.DirectoryInfo" or "System.IO.FileSystemInfo":
                return Reads(method.Name) ? null : "file";
            case "System.IO.StreamWriter" or "System.IO.FileStream" or "System.IO.BinaryWriter":
                return method.Name.StartsWith("Write", StringComparison.Ordinal) || method.Name.StartsWith("SetLength", StringComparison.Ordinal) ? "file" : null;
            case "System.Diagnostics.Process":
                return method.Name is "Start" or "Kill" ? "process" : null;
            case "System.Environment":
                return method.Name is "Exit" or "FailFast" or "SetEnvironmentVariable" ? "process" : null;
            case "System.Data.DataRow" or "System.Data.DataTable" or "System.DBNull":
                return null;
            default:
                return OfNamespace(type);
        }
    }

    /// <summary>What creating an object touches; null when nothing that matters.</summary>
    public static string? OfConstructor(IMethodSymbol constructor) =>
        FullName(constructor.ContainingType) switch
        {
            "System.IO.StreamWriter" => "file",
            _ when constructor.ContainingType.Name.EndsWith("Connection", StringComparison.Ordinal) => OfNamespace(constructor.ContainingType),
            _ when constructor.ContainingType.Name.EndsWith("Client", StringComparison.Ordinal) => OfNamespace(constructor.ContainingType),
            _ => null,
        };

    /// <summary>The sentence that a report says.</summary>
    public static string Describe(string touches, IMethodSymbol method)
    {
        var name = method.MethodKind == MethodKind.Constructor ? "new " + method.ContainingType.Name : method.ContainingType.Name + "." + method.Name;
        return touches switch
        {
            "connection" => name + " uses a database connection of its own",
            "file" => name + " changes files",
            "network" => name + " uses the network",
            "mail" => name + " sends mail",
            _ => name + " changes the process or starts another",
        };
    }

    /// <summary>Whether a method does nothing with what it is given but look.</summary>
    public static bool OnlyLooks(IMethodSymbol method) =>
        method.Name is "ToString" or "GetHashCode" or "Equals" or "ReferenceEquals" or "GetType" or "ThrowIfNull" or "ThrowIfNullOrEmpty"
            or "NotNull" or "IsNotNull" or "ArgumentNotNull" or "WriteLine" or "Write" or "KeepAlive"
            or "LogInformation" or "LogDebug" or "LogWarning" or "LogError" or "LogTrace" or "Dispose";

    private static bool Reads(string name) =>
        name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("Enumerate", StringComparison.Ordinal)
        || name is "Exists" or "OpenRead" or "OpenText" or "Refresh" or "ToString";

    private static string? OfNamespace(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        foreach (var (prefix, touches) in Namespaces)
        {
            if (space == prefix || (space.StartsWith(prefix, StringComparison.Ordinal) && space.Length > prefix.Length && space[prefix.Length] == '.'))
            {
                return type.TypeKind == TypeKind.Enum ? null : touches;
            }
        }

        return null;
    }

    private static string FullName(INamedTypeSymbol type) => Symbols.FullName(type);
}
