namespace BioDL.Models;

/// <summary>
/// The elements of an array in groups: those that differ only along the joint axes belong together. <c>axes: [y, x]</c> of a step thus makes
/// one group of each channel of each image of the batch.
/// </summary>
internal sealed class AxisGroups
{
    private readonly int[] sizes;
    private readonly int[] steps;
    private readonly int outer;

    private AxisGroups(NamedArray array, Func<string, bool> isJoint)
    {
        sizes = [.. array.Sizes];
        steps = new int[sizes.Length];
        Count = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            if (isJoint(array.Axes[axis]))
                continue;
            steps[axis] = Count;
            Count *= sizes[axis];
        }
        outer = sizes.Length;
        Run = 1;
        while (outer > 0 && (steps[outer - 1] == 0 || sizes[outer - 1] == 1))
            Run *= sizes[--outer];
        Runs = Run == 0 ? 0 : array.Values.Length / Run;
    }

    /// <summary>Number of groups.</summary>
    public int Count { get; }

    /// <summary>So many neighbours in memory always belong to one group.</summary>
    public int Run { get; }

    /// <summary>Number of such runs.</summary>
    public int Runs { get; }

    /// <summary>Groups of the elements that agree along all axes but the named ones; one group of all when none is named.</summary>
    public static AxisGroups Jointly(NamedArray array, IReadOnlyList<string> axes) =>
        new(array, axes.Count == 0 ? _ => true : axes.Contains);

    /// <summary>A group for each position along one axis; one group of all when the axis is null.</summary>
    public static AxisGroups Along(NamedArray array, string? axis)
    {
        if (axis is not null)
            array.IndexOf(axis);
        return new(array, name => name != axis);
    }

    /// <summary>The group of a run.</summary>
    public int GroupOf(int run)
    {
        var group = 0;
        for (var axis = outer - 1; axis >= 0; axis--)
        {
            group += run % sizes[axis] * steps[axis];
            run /= sizes[axis];
        }
        return group;
    }
}
