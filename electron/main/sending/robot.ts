import type { OutgoingMessage, SendFault } from "../../../shared/bridge/messages.ts";
import type { RobotSender } from "../services/senders.ts";
import { type GuardOptions, guardedAddress, postGuarded } from "./post-guarded.ts";
import { robotOutcome } from "./robot-answer.ts";
import { robotRequest } from "./robot-request.ts";
import { type SendOutcome, failed, later, unsure } from "./send-outcome.ts";

/** Tries to put a message into a robot's group once. */
export async function sendToRobot(
  robot: RobotSender,
  message: OutgoingMessage,
  nowMs: number,
  options: GuardOptions,
): Promise<SendOutcome> {
  const wanted = robotRequest(robot, message, nowMs);
  if (wanted === null) return failed("too-large");
  const answer = await postGuarded(wanted.url, wanted.body, options);
  if (answer.ok) return robotOutcome(robot.way, answer.value);
  switch (answer.error.code) {
    case "private-address":
    case "certificate":
      return failed(answer.error.code);
    case "unresolved":
      return later("unreachable");
    case "lost":
      return answer.error.given ? unsure : later("unreachable");
  }
}

/** Whether the robot's address leads somewhere: nothing is sent. null = it does. */
export async function testRobot(robot: RobotSender, options: GuardOptions): Promise<SendFault | null> {
  const guarded = await guardedAddress(robot.url, options);
  if (guarded.ok) return null;
  return guarded.error.code === "private-address" ? "private-address" : "unreachable";
}
