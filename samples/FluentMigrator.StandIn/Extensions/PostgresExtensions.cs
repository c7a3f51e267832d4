using FluentMigrator.Builders;
using FluentMigrator.Builders.Alter.Column;
using FluentMigrator.Builders.Create.Index;
using FluentMigrator.Builders.Insert;
using FluentMigrator.Extensions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Recording;

namespace FluentMigrator
{
    public enum PostgresGenerationType
    {
        Always,
        ByDefault,
    }
}

namespace FluentMigrator.Postgres
{
    public static class PostgresExtensions
    {
        public const string IncludesList = "PostgresIncludes";
        public const string Concurrently = "PostgresConcurrently";
        public const string Only = "PostgresOnly";
        public const string IndexFilter = "PostgresIndexFilter";
        public const string IndexTablespace = "PostgresTablespace";
        public const string OverridingIdentityValues = "PostgresOverridingIdentityValues";
        public const string IndexColumnNullsDistinct = "PostgresIndexColumnNullsDistinct";
        public const string NullsSort = "PostgresNulls";

        public static string IdentityGeneration => "PostgresIdentityGeneration";

        public static TNext Identity<TNext, TNextFk>(this IColumnOptionSyntax<TNext, TNextFk> expression, PostgresGenerationType generation)
            where TNext : IFluentSyntax
            where TNextFk : IFluentSyntax => expression.With(IdentityGeneration, generation).Identity();

        public static IAlterColumnOptionSyntax AddIdentity(this IAlterColumnOptionSyntax expression, PostgresGenerationType generation) =>
            expression.With(IdentityGeneration, generation);

        public static IAlterColumnOptionSyntax SetIdentity(this IAlterColumnOptionSyntax expression, PostgresGenerationType generation) =>
            expression.With(IdentityGeneration, generation);

        public static IAlterColumnOptionSyntax DropIdentity(this IAlterColumnOptionSyntax expression, bool ifExists) =>
            expression.With("PostgresIdentityModificationType", ifExists);

        public static ICreateIndexOptionsSyntax AsConcurrently(this ICreateIndexOptionsSyntax expression) => expression.AsConcurrently(true);

        public static ICreateIndexOptionsSyntax AsConcurrently(this ICreateIndexOptionsSyntax expression, bool isConcurrently) =>
            expression.With(Concurrently, isConcurrently);

        public static ICreateIndexOptionsSyntax AsOnly(this ICreateIndexOptionsSyntax expression) => expression.AsOnly(true);

        public static ICreateIndexOptionsSyntax AsOnly(this ICreateIndexOptionsSyntax expression, bool isOnly) => expression.With(Only, isOnly);

        public static ICreateIndexOptionsSyntax Filter(this ICreateIndexOptionsSyntax expression, string filter) => expression.With(IndexFilter, filter);

        public static ICreateIndexOptionsSyntax Include(this ICreateIndexOptionsSyntax expression, string columnName)
        {
            ((ISupportAdditionalFeatures)expression).Include(IncludesList, columnName);
            return expression;
        }

        public static ICreateIndexOptionsSyntax Tablespace(this ICreateIndexOptionsSyntax expression, string tablespace) =>
            expression.With(IndexTablespace, tablespace);

        public static ICreateIndexColumnUniqueOptionsSyntax NullsNotDistinct(this ICreateIndexColumnUniqueOptionsSyntax expression) =>
            expression.NullsDistinct(false);

        public static ICreateIndexColumnUniqueOptionsSyntax NullsDistinct(
            this ICreateIndexColumnUniqueOptionsSyntax expression, bool nullsAreDistinct = true)
        {
            expression.CurrentColumn.AdditionalFeatures[IndexColumnNullsDistinct] = nullsAreDistinct;
            return expression;
        }

        public static ICreateIndexMoreColumnOptionsSyntax NullsFirst(this ICreateIndexMoreColumnOptionsSyntax expression)
        {
            expression.CurrentColumn.AdditionalFeatures[NullsSort] = "First";
            return expression;
        }

        public static ICreateIndexMoreColumnOptionsSyntax NullsLast(this ICreateIndexMoreColumnOptionsSyntax expression)
        {
            expression.CurrentColumn.AdditionalFeatures[NullsSort] = "Last";
            return expression;
        }

        public static IInsertDataSyntax WithOverridingSystemValue(this IInsertDataSyntax expression) => expression.With(OverridingIdentityValues, "System");

        public static IInsertDataSyntax WithOverridingUserValue(this IInsertDataSyntax expression) => expression.With(OverridingIdentityValues, "User");
    }
}
