using System.Data.Common;
using System.Reflection;
using MigrationGuard.Model;
using MigrationGuard.RoundTrip.Running;
using Microsoft.EntityFrameworkCore;

namespace MigrationGuard.RoundTrip.Servers;

/// <summary>A place for databases: a server that the tests started, or a folder.</summary>
internal abstract class TestServer : IDisposable
{
    public abstract Engine Engine { get; }

    /// <summary>Makes an empty database, lets somebody fill it, and keeps it for others to start from.</summary>
    public abstract void CreateTemplate(string name, Action<TestDatabase> fill);

    /// <summary>A database of its own, equal to the template.</summary>
    public abstract TestDatabase FromTemplate(string name);

    public abstract void Dispose();
}

/// <summary>One database; gone when it is disposed.</summary>
internal abstract class TestDatabase : IDisposable
{
    public abstract DbConnection Open();

    /// <summary>Tells EF Core to use it.</summary>
    public abstract void Use(DbContextOptionsBuilder options, Assembly migrations);

    /// <summary>What the database says about itself, without EF Core's own tables.</summary>
    public abstract DatabaseSchema ReadSchema(DbConnection connection);

    public abstract void Dispose();

    public void Execute(string sql)
    {
        using var connection = Open();
        Execute(connection, sql);
    }

    public static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static List<string?[]> Query(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string?[]>();
        while (reader.Read())
        {
            var row = new string?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture);
            }

            rows.Add(row);
        }

        return rows;
    }
}
