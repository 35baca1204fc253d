using BioDL.Notebooks.Files;

namespace BioDL.Notebooks.Pages;

/// <summary>What a cell is for, by its tags: it decides how the cell looks.</summary>
internal enum CellRole
{
    /// <summary>Prose, or code that shows something.</summary>
    Plain,

    /// <summary>References and usings, folded away.</summary>
    Setup,

    /// <summary>The declaration of parameters with their defaults, folded away.</summary>
    Parameters,

    /// <summary>The parameters that this run was given.</summary>
    InjectedParameters,

    /// <summary>Something for the reader to do.</summary>
    Exercise,

    /// <summary>One way to do it, folded away.</summary>
    Solution,

    /// <summary>A test of what the reader did.</summary>
    Check,
}

/// <summary>Roles of cells and their names.</summary>
internal static class CellRoles
{
    /// <summary>A cell's role.</summary>
    public static CellRole Of(Cell cell) =>
        cell.HasTag("injected-parameters") ? CellRole.InjectedParameters
        : cell.HasTag("parameters") ? CellRole.Parameters
        : cell.HasTag("setup") ? CellRole.Setup
        : cell.HasTag("solution") ? CellRole.Solution
        : cell.HasTag("exercise") ? CellRole.Exercise
        : cell.HasTag("check") ? CellRole.Check
        : CellRole.Plain;

    /// <summary>What the page calls it; empty for plain cells.</summary>
    public static string Name(CellRole role) => role switch
    {
        CellRole.Setup => "Set-up",
        CellRole.Parameters => "Parameters",
        CellRole.InjectedParameters => "Parameters of this run",
        CellRole.Exercise => "Exercise",
        CellRole.Solution => "Show a solution",
        CellRole.Check => "Check",
        _ => "",
    };
}
