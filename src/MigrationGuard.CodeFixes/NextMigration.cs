using System.Globalization;
using System.Threading;
using MigrationGuard.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard;

/// <summary>
/// A migration right behind another one, in files of its own, as the framework's own tool would have made it: the same base class and attributes, the next free id, and for
/// EF Core the same model in a Designer, because what it does changes no model.
/// </summary>
internal sealed class NextMigration
{
    private const string EfCoreAttribute = "Microsoft.EntityFrameworkCore.Migrations.MigrationAttribute";
    private const string FluentMigratorAttribute = "FluentMigrator.MigrationAttribute";

    // A set of constraints is a handful; beyond it somebody had better write the migration.
    private const int MostBehind = 30;

    private readonly ProvenFix _fix;
    private readonly MethodDeclarationSyntax _up;
    private readonly AttributeSyntax _attribute;
    private readonly ClassDeclarationSyntax? _designer;
    private readonly string _id;
    private readonly string _name;

    private NextMigration(ProvenFix fix, MethodDeclarationSyntax up, AttributeSyntax attribute, ClassDeclarationSyntax? designer, string id, string name)
    {
        _fix = fix;
        _up = up;
        _attribute = attribute;
        _designer = designer;
        _id = id;
        _name = name;
    }

    /// <summary>Full name of the new class.</summary>
    public string ClassName => _fix.Class.Type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + _name : _name;

    /// <summary>Name of EF Core's builder in Up.</summary>
    public string UpBuilder => BuilderOf(_up);

    /// <summary>Name of EF Core's builder in Down.</summary>
    public string DownBuilder => BuilderOf(_fix.Method("Down") ?? _up);

    /// <summary>Plans a migration behind another one.</summary>
    /// <param name="fix">The other one.</param>
    /// <param name="purpose">What it does, as the first part of its name.</param>
    /// <param name="subject">To what, as the rest of its name: any text.</param>
    /// <param name="after">How many of the plan come between.</param>
    /// <returns>The plan; null where the class is not an ordinary one, or no id is free.</returns>
    public static NextMigration? Of(ProvenFix fix, string purpose, string subject, int after = 0)
    {
        var type = fix.Class.Type;
        var declaration = fix.Class.Declaration;
        if (fix.Step.Migration is not { Kind: MigrationKind.Versioned } migration || fix.Method("Up") is not { } up || type.ContainingType is not null || type.Arity > 0 || declaration.ChildNodes().Any(child => child is ParameterListSyntax)
            || type.GetAttributes().FirstOrDefault(candidate => candidate.AttributeClass?.ToDisplayString() is EfCoreAttribute or FluentMigratorAttribute) is not { } found
            || found.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList: { Arguments: { Count: > 0 } arguments } } attribute
            || arguments[0].Expression is not LiteralExpressionSyntax
            || IdBehind(fix, migration, after) is not { } id)
        {
            return null;
        }

        var others = type.DeclaringSyntaxReferences.Where(reference => reference.SyntaxTree != declaration.SyntaxTree || !reference.Span.Contains(declaration.SpanStart)).Select(reference => reference.GetSyntax()).ToList();
        if (others.Count > 1 || (others.Count == 1 && !others[0].SyntaxTree.FilePath.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var name = purpose + string.Concat(subject.Where(character => SyntaxFacts.IsIdentifierPartCharacter(character)));
        if (type.ContainingNamespace.GetTypeMembers(name).Length > 0)
        {
            return null;
        }

        return new NextMigration(fix, up, attribute, others.FirstOrDefault() as ClassDeclarationSyntax, migration.Framework == Framework.EfCore ? id + "_" + name : id, name);
    }

    /// <summary>Adds it to a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="up">Statements of Up; lines separated by <c>\n</c>.</param>
    /// <param name="down">Statements of Down; empty for none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The project; null when a file of that name is there already.</returns>
    public async Task<Project?> AddToAsync(Project project, string up, string down, CancellationToken cancellation)
    {
        var text = await _fix.Class.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changed = Add(project, _fix.Class.Document, ".cs", Source(text, up, down), text);
        if (changed is null || _designer is null)
        {
            return changed;
        }

        if (_fix.Class.Document.Project.GetDocument(_designer.SyntaxTree) is not { } designer)
        {
            return null;
        }

        var model = await designer.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = new List<TextChange> { new(_designer.Identifier.Span, _name) };
        if (_attribute.SyntaxTree == _designer.SyntaxTree)
        {
            changes.Add(IdChange());
        }

        return Add(changed, designer, ".Designer.cs", model.WithChanges(changes.OrderBy(change => change.Span.Start)).ToString(), model);
    }

    private static string BuilderOf(MethodDeclarationSyntax method) => method.ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText ?? "";

    /// <summary>The next free time stamp or version, with nothing in between but what was moved there before: what stands in the files belongs right behind the other migration.</summary>
    private static string? IdBehind(ProvenFix fix, Migration migration, int after)
    {
        var steps = fix.Context.Steps.Where(step => step.Migration.Kind == MigrationKind.Versioned).ToList();
        if (migration.Framework == Framework.FluentMigrator)
        {
            if (migration.Version is not { } version || version > long.MaxValue - MostBehind)
            {
                return null;
            }

            for (var next = version + 1; next <= version + MostBehind; next++)
            {
                var taken = steps.FirstOrDefault(step => step.Migration.Version == next);
                if (taken is null ? after-- == 0 : !ChangesNoModel(taken.Migration))
                {
                    return taken is null ? next.ToString(CultureInfo.InvariantCulture) : null;
                }
            }

            return null;
        }

        const string Format = "yyyyMMddHHmmss";
        if (migration.Id.Length <= Format.Length || migration.Id[Format.Length] != '_'
            || !DateTime.TryParseExact(migration.Id.Substring(0, Format.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return null;
        }

        for (var second = 1; second <= MostBehind; second++)
        {
            var next = time.AddSeconds(second).ToString(Format, CultureInfo.InvariantCulture);
            var taken = steps.FirstOrDefault(step => step.Migration.Id.StartsWith(next, StringComparison.Ordinal));
            if (taken is null ? after-- == 0 : !ChangesNoModel(taken.Migration))
            {
                return taken is null ? next : null;
            }
        }

        return null;
    }

    private static bool ChangesNoModel(Migration migration) => migration.Up.Operations.All(operation => operation is Sql or CreateIndex { Online: true });

    private TextChange IdChange() => new(_attribute.ArgumentList!.Arguments[0].Span, _fix.Step.Migration.Framework == Framework.EfCore ? SymbolDisplay.FormatLiteral(_id, quote: true) : _id);

    private Project? Add(Project project, Document like, string ending, string source, SourceText text)
    {
        var old = like.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? like.Name.Substring(0, like.Name.Length - ending.Length) : like.Name;
        var (id, name) = (_fix.Step.Migration.Id, _fix.Class.Type.Name);
        var file = old == id ? _id
            : old.StartsWith(id + "_", StringComparison.Ordinal) && old.EndsWith(name, StringComparison.Ordinal) ? _id + old.Substring(id.Length, old.Length - id.Length - name.Length) + _name
            : _name;
        file += ending;
        var path = like.FilePath is { } full ? full.Substring(0, full.Length - Math.Min(full.Length, like.Name.Length)) + file : null;
        return project.Documents.Any(document => document.FilePath == path && document.Name == file)
            ? null
            : project.AddDocument(file, SourceText.From(source, text.Encoding, text.ChecksumAlgorithm), like.Folders, path).Project;
    }

    private string Source(SourceText text, string up, string down)
    {
        var declaration = _fix.Class.Declaration;
        var layout = new SourceLayout(text, declaration, declaration.Members[0]);
        var document = Documentation(_up);
        var type = Documentation(declaration)
            + string.Concat(Attributes(declaration).Select(attribute => "[" + attribute + "]\n"))
            + string.Concat(declaration.Modifiers.Where(modifier => _designer is not null || !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.ValueText + " "))
            + "class " + _name + " : " + string.Join(", ", declaration.BaseList?.Types.Select(Base) ?? []) + "\n{\n"
            + Indent(document + Signature(_up, "Up") + "\n{\n" + Indent(up) + "\n}\n\n" + document + Signature(_fix.Method("Down") ?? _up, "Down") + "\n{" + (down.Length == 0 ? "" : "\n" + Indent(down)) + "\n}") + "\n}";

        var usings = declaration.Ancestors().SelectMany(outer => outer is CompilationUnitSyntax file ? file.Usings : outer is BaseNamespaceDeclarationSyntax space ? space.Usings : default).Where(directive => directive.GlobalKeyword == default).Select(directive => directive.ToString()).Distinct().ToList();
        var result = usings.Count == 0 ? "" : string.Join("\n", usings) + "\n\n";
        var space = _fix.Class.Type.ContainingNamespace;
        if (space.IsGlobalNamespace)
        {
            result += type;
        }
        else if (declaration.Ancestors().Any(outer => outer is FileScopedNamespaceDeclarationSyntax))
        {
            result += "namespace " + space.ToDisplayString() + ";\n\n" + type;
        }
        else
        {
            result += "namespace " + space.ToDisplayString() + "\n{\n" + Indent(type) + "\n}";
        }

        return layout.Lines(result, "");
    }

    private static string Documentation(SyntaxNode declared) => declared.GetLeadingTrivia().ToString().IndexOf("<inheritdoc", StringComparison.Ordinal) >= 0 ? "/// <inheritdoc />\n" : "";

    private static string Base(BaseTypeSyntax type) => type.Type is IdentifierNameSyntax { Identifier.ValueText: "AutoReversingMigration" } ? "Migration" : type.ToString();

    /// <summary>The attributes, with the id of the new class; without what was declared about the other migration alone.</summary>
    private IEnumerable<string> Attributes(ClassDeclarationSyntax declaration)
    {
        foreach (var attribute in declaration.AttributeLists.SelectMany(list => list.Attributes))
        {
            if (attribute.Span == _attribute.Span && attribute.SyntaxTree == _attribute.SyntaxTree)
            {
                // A description speaks of the other one, too.
                var rest = attribute.ArgumentList!.Arguments.Skip(1).Where(argument => argument.Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression }).Select(argument => ", " + argument);
                yield return attribute.Name + "(" + IdChange().NewText + string.Concat(rest) + ")";
            }
            else if (attribute.Name.ToString() is var name && !IsOurs(name))
            {
                yield return attribute.ToString();
            }
        }
    }

    private bool IsOurs(string name) => _fix.Class.Type.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "MigrationGuard", ContainingNamespace.IsGlobalNamespace: true } } type
        && (name.EndsWith(type.Name, StringComparison.Ordinal) || name.EndsWith(type.Name.Substring(0, type.Name.Length - "Attribute".Length), StringComparison.Ordinal)));

    private static string Signature(MethodDeclarationSyntax method, string name) =>
        string.Concat(method.Modifiers.Select(modifier => modifier.ValueText + " ")) + "void " + name + method.ParameterList;

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ");
}
