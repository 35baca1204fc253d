using BioDL.Learning;

namespace BioDL.Models;

/// <summary>Where channels, rows and columns of an image lie in a tensor, whatever the order of its axes; other axes have length 1.</summary>
internal sealed class ImageLayout
{
    private const string Row = "y", Column = "x";

    private readonly int channel = -1, row = -1, column = -1;
    private readonly int rank;

    public ImageLayout(TensorDescription tensor)
    {
        rank = tensor.Axes.Count;
        for (var i = 0; i < rank; i++)
        {
            var axis = tensor.Axes[i];
            if (axis.Kind == AxisKind.Channel)
                channel = i;
            else if (axis.Kind == AxisKind.Space && axis.Id == Row)
                row = i;
            else if (axis.Kind == AxisKind.Space && axis.Id == Column)
                column = i;
        }
        IsImage = row >= 0 && column >= 0;
        HasChannel = channel >= 0;
    }

    /// <summary>Whether there are rows and columns.</summary>
    public bool IsImage { get; }

    public bool HasChannel { get; }

    /// <summary>Sizes of the tensor for an image.</summary>
    public int[] Sizes(int channels, int height, int width)
    {
        var sizes = Enumerable.Repeat(1, rank).ToArray();
        if (HasChannel)
            sizes[channel] = channels;
        (sizes[row], sizes[column]) = (height, width);
        return sizes;
    }

    /// <summary>Channels, height and width of a tensor, with the steps between neighbours in memory.</summary>
    /// <exception cref="ArgumentException">The tensor has another number of axes, or another axis is longer than 1.</exception>
    public ImageSteps Of(TensorShape shape, string name)
    {
        if (shape.Rank != rank)
            throw new ArgumentException($"'{name}' is described with {rank} axes, but the network gives {shape}. The description does not fit the network.");
        var steps = new int[rank];
        for (int i = rank - 1, step = 1; i >= 0; i--)
        {
            steps[i] = step;
            step *= shape[i];
            if (i != channel && i != row && i != column && shape[i] != 1)
                throw new ArgumentException($"'{name}' is {shape}: {shape[i]} images where one was expected.");
        }
        return new ImageSteps(HasChannel ? shape[channel] : 1, shape[row], shape[column], HasChannel ? steps[channel] : 0, steps[row], steps[column]);
    }
}

/// <summary>An image in a tensor: its size, and how far it is in memory from one channel, row or column to the next.</summary>
internal readonly record struct ImageSteps(int Channels, int Height, int Width, int Channel, int Row, int Column);
