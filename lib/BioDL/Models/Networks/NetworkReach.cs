using BioDL.Learning;

namespace BioDL.Models;

/// <summary>
/// How far a network looks: an output pixel depends on no input pixel that is farther away than <see cref="Radius"/>, along rows and along
/// columns. It is read from the graph (sizes, strides and dilations of its windows, pools and enlargements along all paths), never more
/// than what a weight of zero would make of it: a safe bound. Images are taken to lie as (batch, channel, height, width) in the network.
/// </summary>
public sealed record NetworkReach
{
    private readonly double first, last;

    internal NetworkReach(double first, double last, int stride)
    {
        (this.first, this.last, Stride, Why) = (first, last, stride, "");
        Radius = (int)Math.Ceiling(Math.Max(0, Math.Max(-first, last)) - 1e-9);
    }

    internal NetworkReach(string why, int stride) => (Stride, Why) = (stride, why);

    /// <summary>Farthest input pixel that an output pixel depends on; null when it may depend on the whole image, see <see cref="Why"/>.</summary>
    public int? Radius { get; }

    /// <summary>The grid of the coarsest level, in input pixels: shifted by a multiple of it, an image gives a shifted output.</summary>
    public int Stride { get; }

    /// <summary>What makes the reach unbounded or unknown; empty when it is known.</summary>
    public string Why { get; }

    /// <summary>Reads the reach of a network.</summary>
    /// <param name="model">The network.</param>
    public static NetworkReach Of(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ReachReader(model.Graph).Read();
    }

    /// <summary>The reach of an engine that does not show its network.</summary>
    internal static NetworkReach Unknown { get; } = new("the engine does not show its network", 1);

    /// <summary>The halo with which tiles give what the whole image would give; null when no halo does.</summary>
    /// <param name="cutOff">Pixels that the network itself cuts off at each end.</param>
    internal int? Halo(int cutOff) => Radius is null ? null : (int)Math.Ceiling(Math.Max(0, Math.Max(-first, last - 2 * cutOff)) - 1e-9);

    /// <summary>The reach in words.</summary>
    public override string ToString() => Radius is { } radius
        ? $"looks up to {radius} pixels far, on a grid of {Stride}"
        : $"may look at the whole image: {Why}";
}
