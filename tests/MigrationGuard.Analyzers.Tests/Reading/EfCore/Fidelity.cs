using MigrationGuard.Model;
using MigrationGuard.Testing;
using MigrationGuard.TruthCheck.Comparison;

namespace MigrationGuard.Reading.EfCore;

/// <summary>Compares what is read from source with what the same classes build when they run with the real EF Core.</summary>
internal static class Fidelity
{
    public static readonly IReadOnlyList<(string Name, Providers Flag)> Providers =
    [
        ("Npgsql.EntityFrameworkCore.PostgreSQL", Model.Providers.PostgreSql),
        ("Microsoft.EntityFrameworkCore.SqlServer", Model.Providers.SqlServer),
        ("Microsoft.EntityFrameworkCore.Sqlite", Model.Providers.Sqlite),
        ("Pomelo.EntityFrameworkCore.MySql", Model.Providers.MySql),
    ];

    /// <summary>The one of two MySQL providers that the compilations reference.</summary>
    private static readonly Microsoft.CodeAnalysis.MetadataReference Pomelo = Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(
        TestCompilation.Emit(TestCompilation.Create("").WithAssemblyName("Pomelo.EntityFrameworkCore.MySql")));

    /// <summary>Wraps statements into one migration with that <c>Up</c>.</summary>
    public static string Migration(string up, string members = "", string down = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.IO;
        using System.Text;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Microsoft.EntityFrameworkCore.Migrations.Operations;
        using Microsoft.EntityFrameworkCore.Migrations.Operations.Builders;

        namespace App.Migrations;

        [DbContext(typeof(AppContext))]
        [Migration("20260101000000_First")]
        public partial class First : Migration
        {
            {{members}}

            protected override void Up(MigrationBuilder migrationBuilder)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                {{down}}
            }
        }

        public class AppContext : DbContext { }
        """;

    /// <summary>Every operation of every migration in the source is read as it is built, in order, whatever the provider.</summary>
    public static IReadOnlyList<Migration> AssertSame(string source, params (string Path, string Source)[] more)
    {
        var compilation = TestCompilation.Create([("First.cs", source), .. more], [.. References.EfCore, Pomelo]);
        var read = MigrationReader.Read(compilation, new(), default).Migrations;
        foreach (var (name, flag) in Providers)
        {
            foreach (var run in MigrationRun.CompileAndRun(compilation, name))
            {
                var migration = read.Single(candidate => candidate.ClassName == run.ClassName);
                Compare(run.Up, run.UpThrows, migration.Up, flag, name + " Up");
                Compare(run.Down, run.DownThrows, migration.Down, flag, name + " Down");
            }
        }

        return read;
    }

    /// <summary>Reads one migration whose <c>Up</c> is given; it need not run.</summary>
    public static Migration ReadOne(string up, string members = "", string down = "") => ReadSource(Migration(up, members, down)).First(migration => migration.Name == "First");

    public static IReadOnlyList<Migration> ReadSource(string source) =>
        MigrationReader.Read(TestCompilation.Create([("First.cs", source)]), new()).Migrations;

    private static void Compare(
        IReadOnlyList<Microsoft.EntityFrameworkCore.Migrations.Operations.MigrationOperation>? built, Exception? thrown, MigrationBody read, Providers provider, string what)
    {
        if (built is null)
        {
            Assert.True(read.Throws || read.Operations.OfType<Unknown>().Any(unknown => (unknown.Providers & provider) != 0), $"{what} throws {thrown!.Message}");
            return;
        }

        Assert.False(read.Throws, what + " is said to throw");
        var expected = built.Select(BuiltEfCore.Text);
        var found = read.Operations.Where(operation => (operation.Providers & provider) != 0 && operation.Certainty == Certainty.Certain).Select(ReadEfCore.Text);
        Assert.Equal(what + "\n" + string.Join("\n", expected), what + "\n" + string.Join("\n", found));
    }
}
