namespace MigrationGuard.Rules;

/// <summary>Every rule, by id. A list, not reflection: the compiler process pays for what it runs.</summary>
public static class RuleCatalog
{
    /// <summary>All rules, ordered by id.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new MG0001_EvidenceMissing(),
        new MG0002_EvidenceUnusable(),
        new MG0003_ConfigurationInvalid(),
        new MG0004_EngineUnknown(),
        new MG0005_NotFullyRead(),
        new MG0006_NotCSharp(),
        new MG0007_ReleasedUnknown(),
        new MG0008_PlanIncomplete(),
        new MG0009_CustomRule(),
        new MG1001_DropColumn(),
        new MG1002_DropTable(),
        new MG1003_DropSchema(),
        new MG1004_NarrowedColumn(),
        new MG1005_LossyConversion(),
        new MG1006_NullsOverwritten(),
        new MG1007_SentinelDefault(),
        new MG1008_ColumnBecomesComputed(),
        new MG1009_RowsDeleted(),
        new MG1010_RowsOverwritten(),
        new MG1011_SeedChange(),
        new MG1012_SequencePosition(),
        new MG1013_GuessedRename(),
        new MG1014_DropAddIsRename(),
        new MG1015_SqliteRebuild(),
        new MG1016_HistoryDropped(),
        new MG1017_ReadsDropped(),
        new MG1018_AlterImpliesNotNull(),
        new MG1019_ExternalEffect(),
        new MG2001_DownMissing(),
        new MG2002_DownEmpty(),
        new MG2003_DownThrows(),
        new MG2004_DownIsNotInverse(),
        new MG2005_DownLosesData(),
        new MG2006_DownDiscardsNewData(),
        new MG2007_AutoReversingCannot(),
        new MG2008_AutoReversingReadsDatabase(),
        new MG2009_SqlWithoutCounterpart(),
        new MG2010_ProviderAsymmetry(),
        new MG2011_NotAtomic(),
        new MG2012_EnumLabel(),
        new MG2013_OutOfOrder(),
        new MG2014_NeverRuns(),
        new MG2015_DuplicateId(),
        new MG2016_IrreversibleConversion(),
        new MG2017_StaleModel(),
        new MG2018_DownCascades(),
        new MG2019_DownFailsOnNewRows(),
        new MG2020_DownSeesNoChange(),
        new MG2021_DownForOtherEngine(),
        new MG2022_DownFails(),
        new MG3001_RenameBreaksRelease(),
        new MG3002_DropStillUsed(),
        new MG3003_RequiredColumn(),
        new MG3004_NewWriteRestriction(),
        new MG3005_TypeUnreadable(),
        new MG3006_DefaultChanged(),
        new MG3007_DiscriminatorAdded(),
        new MG4001_BlockingIndex(),
        new MG4002_ConcurrentInTransaction(),
        new MG4003_ForeignKeyValidated(),
        new MG4004_CheckValidated(),
        new MG4005_TableRewrite(),
        new MG4006_VolatileDefault(),
        new MG4007_NotNullScan(),
        new MG4008_PrimaryKeyRebuild(),
        new MG4009_DdlAndBackfillTogether(),
        new MG4010_UnbatchedBackfill(),
        new MG4011_LocksAccumulate(),
        new MG4012_NoLockTimeout(),
        new MG4013_UniqueOnData(),
        new MG4014_CopyAlgorithm(),
        new MG4015_OfflineOperation(),
        new MG5001_SqlNotUnderstood(),
        new MG5002_NoWhere(),
        new MG5003_Truncate(),
        new MG5004_DropCascade(),
        new MG5005_DynamicSql(),
        new MG5006_ScriptMissing(),
        new MG5007_TransactionControl(),
        new MG5008_WrongDialect(),
        new MG5009_HistoryEdited(),
        new MG6001_GateMissing(),
        new MG6002_GateIncomplete(),
        new MG6003_RunbookMissing(),
        new MG6004_ContractUnproven(),
        new MG6005_GateUseless(),
        new MG6006_BadAcknowledgement(),
        new MG6007_ForwardOnlyWithoutReason(),
        new MG6008_BackupDoesNotCover(),
    ];

    /// <summary>The rule of that id; null when there is none.</summary>
    public static Rule? Find(string id)
    {
        foreach (var rule in All)
        {
            if (rule.Id == id)
            {
                return rule;
            }
        }

        return null;
    }
}
