using System.Text.Json;
using MigrationGuard.SqlComparison.Comparing;

namespace MigrationGuard.SqlComparison.PostgreSql;

/// <summary>PostgreSQL's own parser, compiled to WebAssembly and run by node. One process for all texts.</summary>
internal static class PostgreSqlParser
{
    private const string Package = "libpg-query";
    private const string Version = "18.1.5";

    /// <summary>For each text its statements, or an error.</summary>
    public static IReadOnlyList<JsonElement> Parse(IReadOnlyList<string> texts)
    {
        Install();

        // node looks for modules from the script's folder upwards, so the script runs beside the package.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "PostgreSql", "parse.cjs"), Path.Combine(Folder, "parse.cjs"), overwrite: true);
        var output = Programs.Run("node", [Path.Combine(Folder, "parse.cjs")], JsonSerializer.Serialize(texts));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(texts.Count, lines.Length);
        return [.. lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "node");

    private static void Install()
    {
        var manifest = Path.Combine(Folder, "node_modules", Package, "package.json");
        if (!File.Exists(manifest) || !File.ReadAllText(manifest).Contains($"\"version\": \"{Version}\"", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Folder);
            Programs.Run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", Folder, Package + "@" + Version]);
        }
    }
}
