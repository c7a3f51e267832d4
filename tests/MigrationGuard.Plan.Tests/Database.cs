using System.Diagnostics;
using Npgsql;

namespace MigrationGuard.PlanExecution;

/// <summary>A database of the cluster.</summary>
public sealed class Database(Cluster cluster, string name)
{
    public string ConnectionString => "Host=" + cluster.Folder + ";Username=postgres;Database=" + name + ";Pooling=false";

    /// <summary>Its address for PostgreSQL's own tools.</summary>
    public string Url => "postgresql:///" + name + "?host=" + cluster.Folder + "&user=postgres";

    /// <summary>Runs SQL; gives the first value of the last result.</summary>
    public string? Run(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        return command.ExecuteScalar()?.ToString();
    }

    /// <summary>Rows as texts, in the order of the query.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetString(i))));
        }

        return rows;
    }

    /// <summary>Runs a command of a plan as it is printed, in a shell where the variables that it names are set; gives what it prints.</summary>
    /// <param name="command">The command.</param>
    /// <param name="folder">Where it runs.</param>
    public string Shell(string command, string folder)
    {
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-eu", "-o", "pipefail", "-c", command }, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["DATABASE_URL"] = Url;
        start.Environment["BACKUP_FILE"] = Path.Combine(folder, "nightly.dump");
        start.Environment["PATH"] = cluster.Programs + ":" + Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, command + "\n" + output + errors.Result);
        return output;
    }

    /// <summary>The schema as pg_dump writes it, without the history table and what changes from run to run. Columns stand in the order of their names: Down appends them.</summary>
    public IReadOnlyList<string> Schema(string folder)
    {
        var lines = Shell("pg_dump --schema-only --exclude-table='\"__EFMigrationsHistory\"' \"$DATABASE_URL\"", folder)
            .Split('\n')
            .Select(line => line.TrimEnd(','))
            .Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal) && !line.StartsWith('\\') && !line.StartsWith("SET ", StringComparison.Ordinal) && !line.StartsWith("SELECT ", StringComparison.Ordinal));
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
